/** Text normalization: writes numbers, money, dates and ids as they are read aloud. */
@NullMarked
package dev.tandem.workers.speech.local.normalization;

import org.jspecify.annotations.NullMarked;

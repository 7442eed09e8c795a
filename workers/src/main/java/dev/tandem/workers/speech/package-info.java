/** Speech providers, as the rest of the worker sees them. */
@NullMarked
package dev.tandem.workers.speech;

import org.jspecify.annotations.NullMarked;

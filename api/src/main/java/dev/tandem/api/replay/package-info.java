/** Drives recorded calls against another version, and reports what it makes of them. */
@NullMarked
package dev.tandem.api.replay;

import org.jspecify.annotations.NullMarked;

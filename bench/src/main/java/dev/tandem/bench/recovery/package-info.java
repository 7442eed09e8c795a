/** Calls to which faults happen: a caller who types, faults to choose from, what has to hold after each, and how long it takes. */
@NullMarked
package dev.tandem.bench.recovery;

import org.jspecify.annotations.NullMarked;

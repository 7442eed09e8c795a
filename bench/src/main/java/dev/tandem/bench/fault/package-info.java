/** Calls to which faults happen: a caller who types, faults to choose from, and what has to hold after each. */
@NullMarked
package dev.tandem.bench.fault;

import org.jspecify.annotations.NullMarked;

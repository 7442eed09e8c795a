/** Measures whole calls, spoken aloud, on the whole stack. */
@NullMarked
package dev.tandem.bench.spoken;

import org.jspecify.annotations.NullMarked;

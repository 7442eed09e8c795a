/** Measures what row level security costs. */
@NullMarked
package dev.tandem.bench.access;

import org.jspecify.annotations.NullMarked;

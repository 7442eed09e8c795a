/** Measures analytics with many calls in the database. */
@NullMarked
package dev.tandem.bench.analytics;

import org.jspecify.annotations.NullMarked;

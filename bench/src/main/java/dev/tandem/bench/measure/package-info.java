/** Defines benchmarks and their results. */
@NullMarked
package dev.tandem.bench.measure;

import org.jspecify.annotations.NullMarked;

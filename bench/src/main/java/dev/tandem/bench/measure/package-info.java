/** What a benchmark is, and what comes of one. */
@NullMarked
package dev.tandem.bench.measure;

import org.jspecify.annotations.NullMarked;

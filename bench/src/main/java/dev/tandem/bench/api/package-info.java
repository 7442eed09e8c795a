/** Measures how quickly the API answers under a steady load. */
@NullMarked
package dev.tandem.bench.api;

import org.jspecify.annotations.NullMarked;

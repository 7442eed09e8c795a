/** Runs {@code make bench}, which measures Tandem. */
@NullMarked
package dev.tandem.bench;

import org.jspecify.annotations.NullMarked;

/**
 * Runs {@code make demo}: a caller speaks with the example shop, and the call is checked against what the example
 * promises.
 */
@NullMarked
package dev.tandem.examples.demo;

import org.jspecify.annotations.NullMarked;

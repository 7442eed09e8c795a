/** Runs {@code make run}: the local stack with the examples published. */
@NullMarked
package dev.tandem.examples.run;

import org.jspecify.annotations.NullMarked;

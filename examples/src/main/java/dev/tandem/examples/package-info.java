/** Examples. */
@NullMarked
package dev.tandem.examples;

import org.jspecify.annotations.NullMarked;

/** Example documents, their backend, and the commands that run them. */
@NullMarked
package dev.tandem.examples;

import org.jspecify.annotations.NullMarked;

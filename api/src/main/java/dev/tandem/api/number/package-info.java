/** Phone numbers, and the workflows that answer them. */
@NullMarked
package dev.tandem.api.number;

import org.jspecify.annotations.NullMarked;

/** Reads the values that a call is started with. */
@NullMarked
package dev.tandem.api.given;

import org.jspecify.annotations.NullMarked;

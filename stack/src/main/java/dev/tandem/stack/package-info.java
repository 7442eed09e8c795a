/** The local stack. */
@NullMarked
package dev.tandem.stack;

import org.jspecify.annotations.NullMarked;

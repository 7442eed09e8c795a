/** Where this checkout keeps what its servers need. */
@NullMarked
package dev.tandem.stack;

import org.jspecify.annotations.NullMarked;

/** How much one caller may ask for in a while. */
@NullMarked
package dev.tandem.api.limit;

import org.jspecify.annotations.NullMarked;

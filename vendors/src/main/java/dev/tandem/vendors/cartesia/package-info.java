/** A fake of Cartesia's server. */
@NullMarked
package dev.tandem.vendors.cartesia;

import org.jspecify.annotations.NullMarked;

/** What every fake of a vendor's server shares: requests that are remembered, and faults on demand. */
@NullMarked
package dev.tandem.vendors;

import org.jspecify.annotations.NullMarked;

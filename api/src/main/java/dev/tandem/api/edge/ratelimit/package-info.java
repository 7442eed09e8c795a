/** How much one caller may ask for in a while. */
@NullMarked
package dev.tandem.api.edge.ratelimit;

import org.jspecify.annotations.NullMarked;

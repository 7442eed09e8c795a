/** How much an organization may use at once. */
@NullMarked
package dev.tandem.api.limits;

import org.jspecify.annotations.NullMarked;

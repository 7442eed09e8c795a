/** Calls: starting them, keeping their books, telling their story. */
@NullMarked
package dev.tandem.api.call;

import org.jspecify.annotations.NullMarked;

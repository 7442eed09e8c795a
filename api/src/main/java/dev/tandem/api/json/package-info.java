/** JSON as it is accepted and stored. */
@NullMarked
package dev.tandem.api.json;

import org.jspecify.annotations.NullMarked;

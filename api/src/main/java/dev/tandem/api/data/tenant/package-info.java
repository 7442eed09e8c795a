/** Whose rows this process asks the database for. */
@NullMarked
package dev.tandem.api.data.tenant;

import org.jspecify.annotations.NullMarked;

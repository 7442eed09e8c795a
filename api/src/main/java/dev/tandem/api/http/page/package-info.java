/** Divides lists into pages by cursor. */
@NullMarked
package dev.tandem.api.http.page;

import org.jspecify.annotations.NullMarked;

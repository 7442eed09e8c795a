/** Checks names that people give to things. */
@NullMarked
package dev.tandem.api.http.text;

import org.jspecify.annotations.NullMarked;

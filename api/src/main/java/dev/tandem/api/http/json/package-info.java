/** JSON as the API takes and stores it. */
@NullMarked
package dev.tandem.api.http.json;

import org.jspecify.annotations.NullMarked;

/** Reads and checks JSON as the API accepts and stores it. */
@NullMarked
package dev.tandem.api.http.json;

import org.jspecify.annotations.NullMarked;

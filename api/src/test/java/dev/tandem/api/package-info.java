/** The API as its clients see it, on a real PostgreSQL and a real Temporal server. */
@NullMarked
package dev.tandem.api;

import org.jspecify.annotations.NullMarked;

/** Connects to PostgreSQL, and converts rows to records. */
@NullMarked
package dev.tandem.api.data.postgres;

import org.jspecify.annotations.NullMarked;

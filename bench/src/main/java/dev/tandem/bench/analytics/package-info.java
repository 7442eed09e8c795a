/** Many calls in the database, and the API that tells of them. */
@NullMarked
package dev.tandem.bench.analytics;

import org.jspecify.annotations.NullMarked;

/** One key, one effect: a POST that is repeated with its Idempotency-Key is answered again, and not done again. */
@NullMarked
package dev.tandem.api.edge.idempotency;

import org.jspecify.annotations.NullMarked;

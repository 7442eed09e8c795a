/** Answers a POST that is repeated with its Idempotency-Key again, without doing it again. */
@NullMarked
package dev.tandem.api.edge.idempotency;

import org.jspecify.annotations.NullMarked;

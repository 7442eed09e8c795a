/** Errors as problem details (RFC 9457) with stable types. */
@NullMarked
package dev.tandem.api.problem;

import org.jspecify.annotations.NullMarked;

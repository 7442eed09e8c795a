/** Problem details (RFC 9457): how a request is refused. */
@NullMarked
package dev.tandem.api.http.problem;

import org.jspecify.annotations.NullMarked;

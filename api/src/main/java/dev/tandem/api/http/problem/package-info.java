/** Refuses requests with problem details (RFC 9457). */
@NullMarked
package dev.tandem.api.http.problem;

import org.jspecify.annotations.NullMarked;

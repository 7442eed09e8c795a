/** Requests that hold only for what their sender has seen (RFC 9110, 13). */
@NullMarked
package dev.tandem.api.precondition;

import org.jspecify.annotations.NullMarked;

/** A request's identity: in its answer, and in every line that is logged for it. */
@NullMarked
package dev.tandem.api.request;

import org.jspecify.annotations.NullMarked;

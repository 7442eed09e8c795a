/** A request's identity: in its answer, and in every line that is logged for it. */
@NullMarked
package dev.tandem.api.edge.requestlog;

import org.jspecify.annotations.NullMarked;

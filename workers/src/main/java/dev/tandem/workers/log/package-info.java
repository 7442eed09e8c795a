/** Names the call, the turn and the organization in what is logged on their behalf. */
@NullMarked
package dev.tandem.workers.log;

import org.jspecify.annotations.NullMarked;

/** Simulated callers, who speak or type in a LiveKit room, and the client with which they start their calls. */
@NullMarked
package dev.tandem.callers;

import org.jspecify.annotations.NullMarked;

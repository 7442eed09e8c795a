/** Simulates callers who speak or type in a LiveKit room, and starts their calls. */
@NullMarked
package dev.tandem.callers;

import org.jspecify.annotations.NullMarked;

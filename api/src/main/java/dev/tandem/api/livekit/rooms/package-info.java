/** Closes rooms of the LiveKit server that belong to no call any more. */
@NullMarked
package dev.tandem.api.livekit.rooms;

import org.jspecify.annotations.NullMarked;

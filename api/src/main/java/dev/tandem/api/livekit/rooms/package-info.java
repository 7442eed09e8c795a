/** Rooms of the LiveKit server that no call holds any more. */
@NullMarked
package dev.tandem.api.livekit.rooms;

import org.jspecify.annotations.NullMarked;

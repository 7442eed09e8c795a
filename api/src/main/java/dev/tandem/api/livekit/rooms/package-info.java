/** Asks the LiveKit server who is in its rooms, and closes those that belong to no call any more. */
@NullMarked
package dev.tandem.api.livekit.rooms;

import org.jspecify.annotations.NullMarked;

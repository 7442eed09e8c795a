/** Rooms of a LiveKit server, through LiveKit's native client. */
@NullMarked
package dev.tandem.workers.room.livekit;

import org.jspecify.annotations.NullMarked;

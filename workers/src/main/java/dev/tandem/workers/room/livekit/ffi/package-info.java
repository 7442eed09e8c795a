/** LiveKit's native client: its C functions, its events and its handles. */
@NullMarked
package dev.tandem.workers.room.livekit.ffi;

import org.jspecify.annotations.NullMarked;

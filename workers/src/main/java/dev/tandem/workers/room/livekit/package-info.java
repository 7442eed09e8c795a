/** LiveKit rooms through LiveKit's own Rust client over the Foreign Function and Memory API. */
@NullMarked
package dev.tandem.workers.room.livekit;

import org.jspecify.annotations.NullMarked;

/** Rooms in this process, for text and for audio: a call needs no LiveKit server and no native code in them. */
@NullMarked
package dev.tandem.workers.room.memory;

import org.jspecify.annotations.NullMarked;

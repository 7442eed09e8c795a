/** Voices that are spoken with over a WebSocket, whatever the vendor's words for it are. */
@NullMarked
package dev.tandem.workers.speech.socket;

import org.jspecify.annotations.NullMarked;

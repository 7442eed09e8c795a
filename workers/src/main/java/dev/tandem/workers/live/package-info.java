/** The session of one call: its turns, timers, transcripts, and the mailbox that owns them. */
@NullMarked
package dev.tandem.workers.live;

import org.jspecify.annotations.NullMarked;

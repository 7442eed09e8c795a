/** Placing and attending a call: join the room, host its session, adopt it, hand it over. */
@NullMarked
package dev.tandem.workers.attend;

import org.jspecify.annotations.NullMarked;

/** Ears and mouth of one call: endpointing, interruption, the reply, AgentTurn's worker half. */
@NullMarked
package dev.tandem.workers.turn;

import org.jspecify.annotations.NullMarked;

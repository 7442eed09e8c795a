package dev.tandem.bench.turn;

import dev.tandem.workers.audio.Playout;
import dev.tandem.workers.audio.SpokenClause;

/** Ignores what a playout does. */
final class Deaf implements Playout.Listener {

    @Override
    public void clauseStarted(SpokenClause clause, long at) {}

    @Override
    public void drained() {}

    @Override
    public void stalled() {}
}

package dev.tandem.workers.speak;

import dev.tandem.workers.audio.Playout;
import dev.tandem.workers.audio.SpokenClause;
import java.util.ArrayDeque;
import java.util.Deque;

/** Plays a reply that may not sound yet. What comes is kept until it may. Not thread-safe. */
final class GatedPlayout {

    private final Playout playout;
    private final Deque<Runnable> held = new ArrayDeque<>();
    private boolean open;
    private boolean silent;

    GatedPlayout(Playout playout) {
        this.playout = playout;
    }

    boolean isOpen() {
        return open;
    }

    /** Lets the reply sound from now on. */
    void open() {
        open = true;
        held.forEach(Runnable::run);
        held.clear();
    }

    void offer(SpokenClause clause, short[] audio) {
        pass(() -> playout.offer(clause, audio));
    }

    /** Ends the reply. One that has nothing to say is over at once. */
    void finish() {
        if (held.isEmpty()) {
            playout.finish();
        } else {
            pass(playout::finish);
        }
    }

    /** Lets nothing more of the reply sound. */
    void silence() {
        silent = true;
        held.clear();
    }

    private void pass(Runnable what) {
        if (silent) {
            return;
        }
        if (open) {
            what.run();
        } else {
            held.add(what);
        }
    }
}

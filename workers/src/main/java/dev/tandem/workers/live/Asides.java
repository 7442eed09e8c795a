package dev.tandem.workers.live;

import dev.tandem.workflows.protocol.TurnInput;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Keeps what operators want said to the caller, in order. Owned by the session's mailbox. */
final class Asides {

    private final Deque<TurnInput.Aside> waiting = new ArrayDeque<>();
    private final Set<String> known = new HashSet<>();

    /** Adds the asides that are new. One that was added before is not said again. */
    void know(List<TurnInput.Aside> asides) {
        asides.stream().filter(aside -> known.add(aside.id())).forEach(waiting::add);
    }

    /** Returns the next one to say; null if there is none. */
    TurnInput.@Nullable Aside poll() {
        return waiting.poll();
    }
}

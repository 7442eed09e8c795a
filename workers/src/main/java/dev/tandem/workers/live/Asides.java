package dev.tandem.workers.live;

import dev.tandem.workflows.protocol.TurnInput;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What operators want said to the caller, in order. Owned by the session's mailbox. */
final class Asides {

    private final Deque<TurnInput.Aside> waiting = new ArrayDeque<>();
    private final Set<String> known = new HashSet<>();

    /** Those that were told before are not said again. */
    void know(List<TurnInput.Aside> asides) {
        asides.stream().filter(aside -> known.add(aside.id())).forEach(waiting::add);
    }

    /** The next one to say; null: none. */
    TurnInput.@Nullable Aside poll() {
        return waiting.poll();
    }
}

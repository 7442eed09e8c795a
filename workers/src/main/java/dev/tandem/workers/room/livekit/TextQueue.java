package dev.tandem.workers.room.livekit;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/**
 * Keeps the texts of one sender in the order in which they were opened. The native client reads streams side by side,
 * so a short one ends before a long one that came first.
 */
final class TextQueue {

    /** Number of texts that may wait for one that does not end. Then that one is given up. */
    static final int MOST_WAITING = 64;

    /** A text that is still open after this time may be overtaken, ns: it is long, or its end was lost. */
    static final long PATIENCE = 1_000_000_000;

    private final Deque<IncomingText> texts = new ArrayDeque<>();

    void add(IncomingText text) {
        texts.add(text);
        if (texts.size() > MOST_WAITING) {
            texts.getFirst().end(true);
        }
    }

    /**
     * Returns and removes the texts that have ended and wait for no other.
     *
     * @param now ns of {@link System#nanoTime}
     */
    List<IncomingText> takeEnded(long now) {
        List<IncomingText> ended = new ArrayList<>();
        while (!texts.isEmpty()
                && (!texts.getFirst().isOpen() || texts.getFirst().openSince(now) > PATIENCE)) {
            IncomingText first = texts.removeFirst();
            if (first.isOpen()) {
                first.overtake();
            } else {
                ended.add(first);
            }
        }
        return ended;
    }

    boolean isEmpty() {
        return texts.isEmpty();
    }
}

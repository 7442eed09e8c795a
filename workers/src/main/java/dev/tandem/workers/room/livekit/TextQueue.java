package dev.tandem.workers.room.livekit;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/**
 * Texts of one sender, in the order in which they were opened: the native client reads streams side by side, and a
 * short one ends before a long one that came first.
 */
final class TextQueue {

    /** Texts that may wait for one that does not end; then that one is given up. */
    static final int MOST_WAITING = 64;

    private final Deque<IncomingText> texts = new ArrayDeque<>();

    void add(IncomingText text) {
        texts.add(text);
        if (texts.size() > MOST_WAITING) {
            texts.getFirst().end(true);
        }
    }

    /** Takes those that have ended and wait for no other. */
    List<IncomingText> takeEnded() {
        List<IncomingText> ended = new ArrayList<>();
        while (!texts.isEmpty() && !texts.getFirst().isOpen()) {
            ended.add(texts.removeFirst());
        }
        return ended;
    }

    boolean isEmpty() {
        return texts.isEmpty();
    }
}

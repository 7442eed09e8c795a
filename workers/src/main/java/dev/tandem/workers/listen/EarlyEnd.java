package dev.tandem.workers.listen;

import java.util.concurrent.atomic.AtomicReference;

/**
 * An utterance that most probably is over, before its silence has lasted long enough to be sure. Either somebody takes
 * it as it is, and what the caller says from then on is another utterance; or the caller goes on first, and it is
 * withdrawn. Thread-safe.
 */
public final class EarlyEnd {

    private enum State {
        OPEN,
        TAKEN,
        WITHDRAWN
    }

    private final String text;
    private final long lastVoicedAt;
    private final long foundAt;
    private final AtomicReference<State> state = new AtomicReference<>(State.OPEN);

    /**
     * Creates an end that is open.
     *
     * @param lastVoicedAt nanoseconds of {@link System#nanoTime}, as {@code foundAt}
     * @param foundAt now
     */
    EarlyEnd(String text, long lastVoicedAt, long foundAt) {
        this.text = text;
        this.lastVoicedAt = lastVoicedAt;
        this.foundAt = foundAt;
    }

    public String text() {
        return text;
    }

    public long lastVoicedAt() {
        return lastVoicedAt;
    }

    public long foundAt() {
        return foundAt;
    }

    /** Takes the utterance as it is. Returns false if the caller has gone on, or somebody took it before. */
    public boolean take() {
        return state.compareAndSet(State.OPEN, State.TAKEN);
    }

    /** Gives the end up, because the caller goes on. Returns false if somebody has taken the utterance. */
    boolean withdraw() {
        return state.compareAndSet(State.OPEN, State.WITHDRAWN);
    }

    boolean isTaken() {
        return state.get() == State.TAKEN;
    }
}

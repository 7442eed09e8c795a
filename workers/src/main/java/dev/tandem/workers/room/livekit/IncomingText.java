package dev.tandem.workers.room.livekit;

import dev.tandem.livekit.proto.TextStreamInfo;

/** Collects one text that is on its way in. */
final class IncomingText {

    /** Longest text, characters. Anyone in a room can send without end, so a longer text is dropped. */
    private static final int LONGEST = 40_000;

    /** A typed line is cut here, characters. It is then longer than any call takes, and is refused with a notice. */
    static final int LONGEST_LINE = 16_001;

    private enum State {
        OPEN,
        WHOLE,
        BROKEN
    }

    private final TextStreamInfo info;
    private final StringBuilder text = new StringBuilder();
    private final long openedAt;
    private final boolean typed;
    private State state = State.OPEN;
    private boolean overtaken;

    /** @param openedAt ns of {@link System#nanoTime} */
    IncomingText(TextStreamInfo info, long openedAt) {
        this.info = info;
        this.openedAt = openedAt;
        this.typed = info.getTopic().equals(TextStreams.CHAT);
    }

    /** Returns how long it has been open, ns. */
    long openSince(long now) {
        return now - openedAt;
    }

    /** Lets other texts overtake this one, which is handed over when it ends. */
    void overtake() {
        overtaken = true;
    }

    boolean isOvertaken() {
        return overtaken;
    }

    void add(String chunk) {
        int left = (typed ? LONGEST_LINE : LONGEST + 1) - text.length();
        text.append(chunk, 0, Math.clamp(left, 0, chunk.length()));
    }

    void end(boolean broken) {
        state = broken || text.length() > LONGEST ? State.BROKEN : State.WHOLE;
    }

    boolean isOpen() {
        return state == State.OPEN;
    }

    boolean isWhole() {
        return state == State.WHOLE;
    }

    TextStreamInfo info() {
        return info;
    }

    /** Returns the number of characters so far. */
    int length() {
        return text.length();
    }

    String text() {
        return text.toString();
    }
}

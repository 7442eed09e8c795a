package dev.tandem.workers.room.livekit;

import dev.tandem.livekit.proto.TextStreamInfo;

/** One text on its way in. */
final class IncomingText {

    /** Characters. Anyone in a room can send without end; a longer text is dropped. */
    private static final int LONGEST = 100_000;

    private enum State {
        OPEN,
        WHOLE,
        BROKEN
    }

    private final TextStreamInfo info;
    private final StringBuilder text = new StringBuilder();
    private final long openedAt;
    private State state = State.OPEN;
    private boolean overtaken;

    /** @param openedAt ns of {@link System#nanoTime} */
    IncomingText(TextStreamInfo info, long openedAt) {
        this.info = info;
        this.openedAt = openedAt;
    }

    /** How long it has been open, ns. */
    long openSince(long now) {
        return now - openedAt;
    }

    /** Others go before it; it is handed over when it ends. */
    void overtake() {
        overtaken = true;
    }

    boolean isOvertaken() {
        return overtaken;
    }

    void add(String chunk) {
        if (text.length() <= LONGEST) {
            text.append(chunk);
        }
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

    /** Characters so far. */
    int length() {
        return text.length();
    }

    String text() {
        return text.toString();
    }
}

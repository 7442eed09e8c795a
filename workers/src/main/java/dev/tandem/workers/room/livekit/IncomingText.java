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
    private State state = State.OPEN;

    IncomingText(TextStreamInfo info) {
        this.info = info;
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

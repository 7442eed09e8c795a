package dev.tandem.workers.room.memory;

/** How a participant goes out of a room, and so what it and the others are told. */
enum Leaving {
    /** It closed its room. */
    CLOSED(true, ""),
    /** It was hung up on. */
    REMOVED(true, "PARTICIPANT_REMOVED"),
    /** Its connection broke. */
    LOST(false, "CONNECTION_TIMEOUT"),
    /** Another one joined with its identity. */
    REPLACED(false, "DUPLICATE_IDENTITY");

    private final boolean forGood;
    private final String reason;

    Leaving(boolean forGood, String reason) {
        this.forGood = forGood;
        this.reason = reason;
    }

    /** Whether it will not come back. */
    boolean isForGood() {
        return forGood;
    }

    /** In LiveKit's words. */
    String reason() {
        return reason;
    }
}

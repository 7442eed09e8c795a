package dev.tandem.workers.room.memory;

/** The way in which a participant leaves a room. It decides what the participant and the others are told. */
enum Leaving {
    /** The participant closed its room. */
    CLOSED(true, ""),
    /** Somebody hung up on the participant. */
    REMOVED(true, "PARTICIPANT_REMOVED"),
    /** The participant's connection broke. */
    LOST(false, "CONNECTION_TIMEOUT"),
    /** Another participant joined with its identity. */
    REPLACED(false, "DUPLICATE_IDENTITY");

    private final boolean forGood;
    private final String reason;

    Leaving(boolean forGood, String reason) {
        this.forGood = forGood;
        this.reason = reason;
    }

    /** Whether the participant will not come back. */
    boolean isForGood() {
        return forGood;
    }

    /** Returns the reason in LiveKit's words. */
    String reason() {
        return reason;
    }
}

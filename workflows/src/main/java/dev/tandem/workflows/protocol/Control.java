package dev.tandem.workflows.protocol;

/** Who has the word with the caller. */
public enum Control {
    AGENT,
    /** Nobody: what the caller says is answered when the agent goes on. */
    PAUSED,
    /** A person in the room: what the caller says is taken down. */
    OPERATOR
}

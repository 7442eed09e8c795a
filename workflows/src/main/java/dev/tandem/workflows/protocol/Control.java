package dev.tandem.workflows.protocol;

/** Says who has the floor with the caller. */
public enum Control {
    AGENT,
    /** Nobody has the floor: the agent answers what the caller says when it goes on. */
    PAUSED,
    /** A person in the room has the floor: what the caller says is noted. */
    OPERATOR
}

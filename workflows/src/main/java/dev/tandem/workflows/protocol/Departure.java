package dev.tandem.workflows.protocol;

/** Says why nobody needs to attend any more. */
public enum Departure {
    /** The caller hung up: the call is completed. */
    CALLER_LEFT,
    /** The caller's connection was lost and did not come back: the call is dropped. */
    CALLER_LOST,
    /** Nobody has come for as long as a call waits for its caller: the call is dropped. */
    NOT_JOINED,
    /** The call workflow ended the call. */
    CALL_ENDED
}

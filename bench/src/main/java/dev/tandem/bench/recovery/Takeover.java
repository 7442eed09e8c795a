package dev.tandem.bench.recovery;

/**
 * The steps of a takeover in ms after a process died; -1 if a step did not happen.
 *
 * @param detected when the server missed the heartbeat
 * @param inTheRoom when another process held the caller's room
 * @param firstWord when the caller heard the agent again
 */
record Takeover(Moment moment, double detected, double inTheRoom, double firstWord) {}

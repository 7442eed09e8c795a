package dev.tandem.bench.recovery;

/**
 * How long after a process died, in ms; -1: it did not come to that.
 *
 * @param detected the server missed its heartbeat
 * @param inTheRoom another process held the caller's room
 * @param firstWord the caller heard the agent again
 */
record Takeover(Moment moment, double detected, double inTheRoom, double firstWord) {}

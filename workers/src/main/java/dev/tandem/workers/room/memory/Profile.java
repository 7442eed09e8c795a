package dev.tandem.workers.room.memory;

/**
 * Describes a participant.
 *
 * @param agent whether it is an agent; the others are callers and operators
 * @param aloud whether audio comes from it and goes to it
 */
record Profile(String identity, boolean agent, boolean aloud) {}

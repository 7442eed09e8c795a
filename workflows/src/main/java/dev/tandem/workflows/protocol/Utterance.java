package dev.tandem.workflows.protocol;

/** The caller's complete words in one turn. */
public record Utterance(int turn, String text) {}

package dev.tandem.workflows.protocol;

/** What the caller said in one turn, after the end of the utterance. */
public record Utterance(int turn, String text) {}

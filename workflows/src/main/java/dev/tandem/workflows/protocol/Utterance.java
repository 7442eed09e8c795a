package dev.tandem.workflows.protocol;

/** What the caller said in one turn, heard completely. */
public record Utterance(int turn, String text) {}

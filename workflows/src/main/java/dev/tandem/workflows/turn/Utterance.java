package dev.tandem.workflows.turn;

/** What the caller said in one turn, heard completely. */
public record Utterance(int turn, String text) {}

package dev.tandem.workflows.call.api;

/**
 * A line that the caller of a call in memory writes.
 *
 * @param id the same line twice has the same one, and is heard once
 */
public record TypedLine(String id, String text) {}

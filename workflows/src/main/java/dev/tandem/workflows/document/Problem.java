package dev.tandem.workflows.document;

/**
 * A fault or a warning in a document.
 *
 * @param code stable, in snake_case
 * @param pointer JSON Pointer (RFC 6901) to the place
 * @param message a sentence that says what is wrong and what to do
 */
public record Problem(String code, String pointer, String message) {}

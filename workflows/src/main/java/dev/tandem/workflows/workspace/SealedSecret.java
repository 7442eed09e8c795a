package dev.tandem.workflows.workspace;

/**
 * A secret under its organization's data key.
 *
 * @param name of the workspace variable
 * @param scope id of the workflow whose own it is; empty: the whole organization's
 * @param sealed Base64
 */
public record SealedSecret(String name, String scope, String sealed) {}

package dev.tandem.workflows.workspace;

/**
 * A secret, sealed with its organization's data key.
 *
 * @param name of the workspace variable
 * @param scope id of the workflow that the secret belongs to; empty: it belongs to the whole organization
 * @param sealed Base64
 */
public record SealedSecret(String name, String scope, String sealed) {}

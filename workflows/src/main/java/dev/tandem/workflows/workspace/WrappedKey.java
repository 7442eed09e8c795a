package dev.tandem.workflows.workspace;

/**
 * An organization's data key, wrapped with a master key.
 *
 * @param id of the data key
 * @param organization id
 * @param masterKey id of the master key that opens it
 * @param wrapped Base64
 */
public record WrappedKey(String id, String organization, String masterKey, String wrapped) {}

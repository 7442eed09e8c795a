package dev.tandem.api.access;

import java.util.UUID;

/**
 * Who is asking: the organization that an API key belongs to. A controller's method takes it as a parameter.
 *
 * @param organization id
 * @param slug of the organization
 */
public record Access(UUID organization, String slug, UUID keyId, String role) {}

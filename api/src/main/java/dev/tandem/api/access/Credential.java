package dev.tandem.api.access;

import java.time.Instant;
import java.util.UUID;

/** What a request showed, and how long it opens something. */
public sealed interface Credential {

    /** An API key. It may be revoked, or given another end, at any time. */
    record Key(UUID id) implements Credential {}

    /** A token of an issuer. */
    record Token(Instant expiresAt) implements Credential {}
}

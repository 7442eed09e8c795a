package dev.tandem.api.stream;

import dev.tandem.api.access.Credential;
import java.time.Clock;
import java.util.UUID;

/** An event stream that is open. Close it when it ends. */
public final class OpenStream implements AutoCloseable {

    private final UUID organization;
    private final Credential credential;
    private final Clock clock;
    private final OpenStreams all;
    private volatile boolean revoked;

    OpenStream(UUID organization, Credential credential, Clock clock, OpenStreams all) {
        this.organization = organization;
        this.credential = credential;
        this.clock = clock;
        this.all = all;
    }

    /** Whether who opened the stream may still read it: the key is not revoked, and neither key nor token is over. */
    public boolean mayGoOn() {
        return switch (credential) {
            case Credential.Key _ -> !revoked;
            case Credential.Token token -> clock.instant().isBefore(token.expiresAt());
        };
    }

    void revoke() {
        revoked = true;
    }

    UUID organization() {
        return organization;
    }

    Credential credential() {
        return credential;
    }

    @Override
    public void close() {
        all.closed(this);
    }
}

package dev.tandem.workflows.workspace;

import com.google.crypto.tink.util.SecretBytes;
import java.nio.charset.StandardCharsets;

/** An organization's data key, in the clear. It is kept only while something is sealed or opened with it. */
public final class DataKey {

    private final String id;
    private final String organization;
    private final Envelope envelope;

    private DataKey(String id, String organization, Envelope envelope) {
        this.id = id;
        this.organization = organization;
        this.envelope = envelope;
    }

    /** @param key 32 bytes, for this organization alone */
    public DataKey(String id, String organization, byte[] key) {
        this(id, organization, Envelope.of(key));
    }

    /** Makes a new key. Workflow code must not call it. */
    public static DataKey random(String id, String organization) {
        return new DataKey(id, organization, new Envelope(SecretBytes.randomBytes(Envelope.KEY)));
    }

    /** Seals a secret under a random nonce. Workflow code must not call it. */
    public SealedSecret seal(String name, String scope, String clear) {
        byte[] bytes = clear.getBytes(StandardCharsets.UTF_8);
        return new SealedSecret(name, scope, envelope.seal(bound(name, scope), bytes));
    }

    /**
     * Opens a secret.
     *
     * @throws CannotOpenException if it was sealed for another organization, workflow or name, or with another key
     */
    public String open(SealedSecret secret) {
        byte[] clear = envelope.open(bound(secret.name(), secret.scope()), secret.sealed());
        return new String(clear, StandardCharsets.UTF_8);
    }

    public String id() {
        return id;
    }

    String organization() {
        return organization;
    }

    byte[] bytes() {
        return envelope.key();
    }

    private byte[] bound(String name, String scope) {
        return Envelope.bound("tandem secret", organization, scope, name, id);
    }
}

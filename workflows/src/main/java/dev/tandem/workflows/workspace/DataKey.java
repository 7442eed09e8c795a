package dev.tandem.workflows.workspace;

import java.nio.charset.StandardCharsets;

/** An organization's data key, in the clear. It is kept only while something is sealed or opened with it. */
public final class DataKey {

    private final String id;
    private final String organization;
    private final byte[] key;

    /**
     * Creates a key.
     *
     * @param random 32 bytes, for this organization alone
     */
    public DataKey(String id, String organization, byte[] random) {
        if (random.length != Envelope.KEY) {
            throw new IllegalArgumentException("a data key has " + Envelope.KEY + " bytes");
        }
        this.id = id;
        this.organization = organization;
        this.key = random.clone();
    }

    /**
     * Seals a secret.
     *
     * @param nonce 12 random bytes, never used with this key before
     */
    public SealedSecret seal(String name, String scope, String clear, byte[] nonce) {
        byte[] bytes = clear.getBytes(StandardCharsets.UTF_8);
        return new SealedSecret(name, scope, Envelope.seal(key, nonce, bound(name, scope), bytes));
    }

    /**
     * Opens a secret.
     *
     * @throws CannotOpenException if it was sealed for another organization, workflow or name, or with another key
     */
    public String open(SealedSecret secret) {
        byte[] clear = Envelope.open(key, bound(secret.name(), secret.scope()), secret.sealed());
        return new String(clear, StandardCharsets.UTF_8);
    }

    public String id() {
        return id;
    }

    String organization() {
        return organization;
    }

    byte[] bytes() {
        return key.clone();
    }

    private byte[] bound(String name, String scope) {
        return Envelope.bound("tandem secret", organization, scope, name, id);
    }
}

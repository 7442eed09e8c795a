package dev.tandem.api.workspace;

import java.security.SecureRandom;

/** Random bytes for keys and nonces. */
final class SecureBytes {

    private static final SecureRandom RANDOM = new SecureRandom();
    private static final int KEY_BYTES = 32;
    private static final int NONCE_BYTES = 12;

    private SecureBytes() {}

    static byte[] key() {
        return bytes(KEY_BYTES);
    }

    static byte[] nonce() {
        return bytes(NONCE_BYTES);
    }

    private static byte[] bytes(int count) {
        byte[] bytes = new byte[count];
        RANDOM.nextBytes(bytes);
        return bytes;
    }
}

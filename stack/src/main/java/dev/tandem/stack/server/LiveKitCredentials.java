package dev.tandem.stack.server;

import java.security.SecureRandom;
import java.util.HexFormat;

/** The key and the secret that sign tokens for a LiveKit server's rooms. */
public record LiveKitCredentials(String apiKey, String apiSecret) {
    private static final SecureRandom RANDOM = new SecureRandom();

    /** Makes a new pair. The secret has 256 bits. */
    public static LiveKitCredentials random() {
        return new LiveKitCredentials("API" + hex(6), hex(32));
    }

    private static String hex(int bytes) {
        byte[] random = new byte[bytes];
        RANDOM.nextBytes(random);
        return HexFormat.of().formatHex(random);
    }

    @Override
    public String toString() {
        return "LiveKitCredentials[apiKey=%s]".formatted(apiKey);
    }
}

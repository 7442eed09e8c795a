package dev.tandem.workflows.workspace;

import java.util.Arrays;
import java.util.Base64;

/** Makes keys and nonces that a test can tell apart. */
public final class Keys {

    private Keys() {}

    /** Returns {@code id:Base64}. */
    static String master(String id, int filler) {
        return id + ":" + Base64.getEncoder().encodeToString(bytes(32, filler));
    }

    public static DataKey data(String organization) {
        return new DataKey("key-of-" + organization, organization, bytes(32, 7));
    }

    private static byte[] bytes(int length, int filler) {
        byte[] bytes = new byte[length];
        Arrays.fill(bytes, (byte) filler);
        return bytes;
    }
}

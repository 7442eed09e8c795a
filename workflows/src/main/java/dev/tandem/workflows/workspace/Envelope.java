package dev.tandem.workflows.workspace;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Base64;
import javax.crypto.AEADBadTagException;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * Seals and opens with AES-256-GCM (NIST SP 800-38D). A sealed text is a byte for the format, the nonce, and the cipher
 * text with its tag, as Base64.
 */
final class Envelope {

    /** Bytes of a nonce. Random ones serve for 2^32 seals under one key (SP 800-38D, 8.3). */
    static final int NONCE = 12;

    /** Bytes of a key. */
    static final int KEY = 32;

    private static final byte FORMAT = 1;
    private static final int TAG_BITS = 128;

    private Envelope() {}

    /**
     * Seals a text.
     *
     * @param bound what it is sealed for: it opens for nothing else
     */
    static String seal(byte[] key, byte[] nonce, byte[] bound, byte[] clear) {
        try {
            byte[] hidden = cipher(Cipher.ENCRYPT_MODE, key, nonce, bound).doFinal(clear);
            ByteBuffer sealed = ByteBuffer.allocate(1 + NONCE + hidden.length);
            sealed.put(FORMAT).put(nonce).put(hidden);
            return Base64.getEncoder().encodeToString(sealed.array());
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException("every Java platform has AES/GCM", impossible);
        }
    }

    /**
     * Opens a text.
     *
     * @throws CannotOpenException if the key is another one, if it was sealed for something else, or if it is damaged
     */
    static byte[] open(byte[] key, byte[] bound, String sealed) {
        try {
            ByteBuffer parts = ByteBuffer.wrap(Base64.getDecoder().decode(sealed));
            if (parts.remaining() <= 1 + NONCE || parts.get() != FORMAT) {
                throw damaged();
            }
            byte[] nonce = new byte[NONCE];
            byte[] hidden = new byte[parts.remaining() - NONCE];
            parts.get(nonce).get(hidden);
            return cipher(Cipher.DECRYPT_MODE, key, nonce, bound).doFinal(hidden);
        } catch (AEADBadTagException | IllegalArgumentException unfit) {
            throw damaged();
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException("every Java platform has AES/GCM", impossible);
        }
    }

    /** Joins fields, each with its length before it, so that no two lists of fields give the same bytes. */
    static byte[] bound(String... fields) {
        StringBuilder text = new StringBuilder();
        for (String field : fields) {
            text.append(field.length()).append(':').append(field);
        }
        return text.toString().getBytes(StandardCharsets.UTF_8);
    }

    private static Cipher cipher(int mode, byte[] key, byte[] nonce, byte[] bound) throws GeneralSecurityException {
        Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
        cipher.init(mode, new SecretKeySpec(key, "AES"), new GCMParameterSpec(TAG_BITS, nonce));
        cipher.updateAAD(bound);
        return cipher;
    }

    private static CannotOpenException damaged() {
        return new CannotOpenException("it was sealed with another key or for another place, or is damaged");
    }
}

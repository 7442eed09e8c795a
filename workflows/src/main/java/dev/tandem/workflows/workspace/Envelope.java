package dev.tandem.workflows.workspace;

import com.google.crypto.tink.AccessesPartialKey;
import com.google.crypto.tink.Aead;
import com.google.crypto.tink.InsecureSecretKeyAccess;
import com.google.crypto.tink.aead.AesGcmKey;
import com.google.crypto.tink.aead.AesGcmParameters;
import com.google.crypto.tink.subtle.AesGcmJce;
import com.google.crypto.tink.util.SecretBytes;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Base64;

/**
 * Seals and opens with one key. Tink does the cryptography (AES-256-GCM with a nonce of its own for each seal); this class
 * writes the recorded format: a byte for the format, then Tink's output (12 bytes nonce, cipher text, 16 bytes tag), as
 * Base64.
 */
final class Envelope {

    /** Length of a key in bytes. */
    static final int KEY = 32;

    private static final byte FORMAT = 1;

    private final AesGcmKey key;
    private final Aead aead;

    @AccessesPartialKey
    Envelope(SecretBytes bytes) {
        try {
            AesGcmParameters parameters = AesGcmParameters.builder()
                    .setKeySizeBytes(KEY)
                    .setIvSizeBytes(12)
                    .setTagSizeBytes(16)
                    .setVariant(AesGcmParameters.Variant.NO_PREFIX)
                    .build();
            key = AesGcmKey.builder()
                    .setParameters(parameters)
                    .setKeyBytes(bytes)
                    .build();
            aead = AesGcmJce.create(key);
        } catch (GeneralSecurityException unfit) {
            throw new IllegalArgumentException("a key has " + KEY + " bytes", unfit);
        }
    }

    static Envelope of(byte[] key) {
        return new Envelope(SecretBytes.copyFrom(key, InsecureSecretKeyAccess.get()));
    }

    /** @param bound what it is sealed for: it opens for nothing else */
    String seal(byte[] bound, byte[] clear) {
        try {
            byte[] hidden = aead.encrypt(clear, bound);
            ByteBuffer sealed = ByteBuffer.allocate(1 + hidden.length);
            sealed.put(FORMAT).put(hidden);
            return Base64.getEncoder().encodeToString(sealed.array());
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException("every Java platform has AES/GCM", impossible);
        }
    }

    /** @throws CannotOpenException if the key is another one, or it was sealed for something else, or it is damaged */
    byte[] open(byte[] bound, String sealed) {
        try {
            ByteBuffer parts = ByteBuffer.wrap(Base64.getDecoder().decode(sealed));
            if (!parts.hasRemaining() || parts.get() != FORMAT) {
                throw damaged();
            }
            byte[] hidden = new byte[parts.remaining()];
            parts.get(hidden);
            return aead.decrypt(hidden, bound);
        } catch (GeneralSecurityException | IllegalArgumentException unfit) {
            throw damaged();
        }
    }

    /** Returns the raw bytes: a master key wraps them. */
    @AccessesPartialKey
    byte[] key() {
        return key.getKeyBytes().toByteArray(InsecureSecretKeyAccess.get());
    }

    /** Writes each field with its length before it, so that no two lists of fields give the same bytes. */
    static byte[] bound(String... fields) {
        StringBuilder text = new StringBuilder();
        for (String field : fields) {
            text.append(field.length()).append(':').append(field);
        }
        return text.toString().getBytes(StandardCharsets.UTF_8);
    }

    private static CannotOpenException damaged() {
        return new CannotOpenException("it was sealed with another key or for another place, or is damaged");
    }
}

package dev.tandem.api.access;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/**
 * Computes SHA-256. A slow hash would not guard better, because the hashed texts are random and not chosen by a person.
 */
final class Sha256 {

    private Sha256() {}

    static byte[] sha256(byte[] secret) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(secret);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}

package dev.tandem.api.projection;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.UUID;

/**
 * Makes the row ids of a document's parts: UUIDv5 (RFC 9562, 5.5) of version id, kind and document id. Copies of a
 * document never collide, and a row keeps its id however often the draft is saved.
 */
final class RowIds {

    enum Kind {
        AGENT,
        TOOL,
        PATH,
        VARIABLE
    }

    private RowIds() {}

    static UUID of(UUID version, Kind kind, String documentId) {
        MessageDigest sha1 = sha1();
        sha1.update(ByteBuffer.allocate(16)
                .putLong(version.getMostSignificantBits())
                .putLong(version.getLeastSignificantBits())
                .array());
        String name = kind.name().toLowerCase(java.util.Locale.ROOT) + ":" + documentId;
        ByteBuffer hash = ByteBuffer.wrap(sha1.digest(name.getBytes(StandardCharsets.UTF_8)));
        long high = (hash.getLong() & ~0xF000L) | 0x5000L;
        long low = (hash.getLong() & 0x3FFF_FFFF_FFFF_FFFFL) | 0x8000_0000_0000_0000L;
        return new UUID(high, low);
    }

    private static MessageDigest sha1() {
        try {
            return MessageDigest.getInstance("SHA-1");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-1", e);
        }
    }
}

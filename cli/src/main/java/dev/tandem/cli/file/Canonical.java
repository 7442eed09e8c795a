package dev.tandem.cli.file;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.TreeSet;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Tells whether two documents say the same, whatever the order of their members and the writing of their numbers. */
public final class Canonical {

    private Canonical() {}

    /** Returns the SHA-256 of a document's canonical JSON, in hex. */
    public static String sha256(JsonNode document) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256")
                    .digest(of(document).toString().getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(hash);
        } catch (NoSuchAlgorithmException missing) {
            throw new IllegalStateException("every JDK has SHA-256", missing);
        }
    }

    public static boolean same(JsonNode one, JsonNode other) {
        return of(one).equals(of(other));
    }

    private static JsonNode of(JsonNode node) {
        if (node.isObject()) {
            ObjectNode sorted = JsonNodeFactory.instance.objectNode();
            new TreeSet<>(node.propertyNames()).forEach(name -> sorted.set(name, of(node.path(name))));
            return sorted;
        }
        if (node.isArray()) {
            ArrayNode items = JsonNodeFactory.instance.arrayNode();
            node.forEach(item -> items.add(of(item)));
            return items;
        }
        if (node.isNumber()) {
            BigDecimal plain = node.decimalValue().stripTrailingZeros();
            return JsonNodeFactory.instance.stringNode("#" + plain.toPlainString());
        }
        return node;
    }
}

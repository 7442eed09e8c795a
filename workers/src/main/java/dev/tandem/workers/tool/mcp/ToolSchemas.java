package dev.tandem.workers.tool.mcp;

import io.modelcontextprotocol.spec.McpSchema;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** What a server says of a tool's arguments and answers. */
final class ToolSchemas {

    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS)
            .build();

    private ToolSchemas() {}

    /** Returns the JSON Schema of the arguments, in the dialect of documents. */
    static ObjectNode parameters(McpSchema.Tool tool) {
        ObjectNode schema = JSON.valueToTree(Objects.requireNonNullElse(tool.inputSchema(), Map.of()));
        schema.remove("$schema");
        return schema;
    }

    /** Returns SHA-256 of both schemas in hexadecimal: the order of their members does not count. */
    static String sha256(McpSchema.Tool tool) {
        Map<String, Object> both = new TreeMap<>();
        both.put("input", Objects.requireNonNullElse(tool.inputSchema(), Map.of()));
        both.put("output", Objects.requireNonNullElse(tool.outputSchema(), Map.of()));
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(JSON.writeValueAsBytes(both)));
        } catch (NoSuchAlgorithmException never) {
            throw new IllegalStateException(never);
        }
    }
}

package dev.tandem.examples.cloud;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Reads {@code examples/cloud}: the customer's document, and the tool of the organization's library that it names. */
public final class CloudDocument {

    private static final JsonMapper JSON = JsonMapper.shared();

    /** Where {@code check_order.json} expects the shop's backend. */
    private static final String BACKEND = "http://127.0.0.1:8090";

    private CloudDocument() {}

    /** Returns the document: OpenAI thinks, AssemblyAI hears, Cartesia speaks. */
    public static JsonNode read() {
        return JSON.readTree(text("cloud.json"));
    }

    /**
     * Returns the document for whoever has a key of OpenAI's: it hears and speaks, too, where there is no key for the
     * service that the document names.
     *
     * @param environment has the keys: {@code ASSEMBLYAI_API_KEY}, {@code CARTESIA_API_KEY}
     */
    public static JsonNode forKeysIn(Map<String, String> environment) {
        JsonNode document = read();
        for (JsonNode agent : document.path("agents")) {
            if (!has(environment, "ASSEMBLYAI_API_KEY")) {
                ((ObjectNode) agent).putObject("stt").put("provider", "openai");
            }
            if (!has(environment, "CARTESIA_API_KEY")) {
                ((ObjectNode) agent).putObject("tts").put("provider", "openai");
            }
        }
        return document;
    }

    private static boolean has(Map<String, String> environment, String name) {
        return !environment.getOrDefault(name, "").isBlank();
    }

    /**
     * Returns {@code check_order} for {@code POST /api/tool-definitions}.
     *
     * @param backend base URL of the service that it asks, without a slash at its end
     */
    public static JsonNode checkOrder(URI backend) {
        return JSON.readTree(text("check_order.json").replace(BACKEND, backend.toString()));
    }

    private static String text(String name) {
        try (InputStream file = CloudDocument.class.getResourceAsStream("/cloud/" + name)) {
            if (file == null) {
                throw new IllegalStateException(
                        "cloud/" + name + " is not on the class path: build the examples module");
            }
            return new String(file.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }
}

package dev.tandem.workflows;

import dev.tandem.workflows.document.GraphDocument;
import dev.tandem.workflows.graph.AgentGraph;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Objects;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Provides documents for tests: whole ones from resources, small ones written with single quotes. */
public final class Documents {

    private static final JsonMapper JSON = JsonMapper.shared();

    private Documents() {}

    /** Returns a document with every feature that a call of this build follows. */
    public static ObjectNode shop() {
        return resource("shop.json");
    }

    /** Returns a document as a customer wrote it for a FastAPI service, before schema versions. */
    public static ObjectNode fastApiEra() {
        return resource("fastapi-era.json");
    }

    public static AgentGraph shopGraph() {
        return GraphDocument.load(shop());
    }

    /** Reads JSON that has single quotes in the place of double ones. */
    public static JsonNode json(String text) {
        return JSON.readTree(text.replace('\'', '"'));
    }

    public static ObjectNode resource(String name) {
        try (InputStream stream = Documents.class.getResourceAsStream("document/" + name)) {
            return (ObjectNode) JSON.readTree(Objects.requireNonNull(stream, name));
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}

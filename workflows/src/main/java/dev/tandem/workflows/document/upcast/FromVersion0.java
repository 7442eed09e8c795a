package dev.tandem.workflows.document.upcast;

import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Converts documents that were written for a FastAPI service of this shape, before documents had a schema version. They
 * may use the column names of that service, and Python's names of types.
 */
final class FromVersion0 implements Upcaster {

    private static final Map<String, String> AGENT =
            Map.of("stt_config", "stt", "llm_config", "llm", "tts_config", "tts", "vad_config", "vad");

    private static final Map<String, String> PATH = Map.of("to_agent_id", "target_agent_id");

    private static final Map<String, String> TYPES =
            Map.of("str", "string", "int", "integer", "float", "number", "double", "number", "bool", "boolean");

    @Override
    public int from() {
        return 0;
    }

    @Override
    public ObjectNode lift(ObjectNode document) {
        Members.changeEach(document, "variables", FromVersion0::variable);
        Members.changeEach(document, "agents", FromVersion0::agent);
        return document;
    }

    private static ObjectNode agent(ObjectNode agent) {
        ObjectNode lifted = Members.renamed(agent, AGENT);
        Members.changeEach(lifted, "paths", FromVersion0::path);
        return lifted;
    }

    private static ObjectNode path(ObjectNode path) {
        ObjectNode lifted = Members.renamed(path, PATH);
        Members.changeEach(lifted, "required_variables", FromVersion0::variable);
        return lifted;
    }

    private static ObjectNode variable(ObjectNode variable) {
        JsonNode type = variable.path("data_type");
        ObjectNode lifted = Members.renamed(variable, Map.of());
        if (type.isString() && TYPES.containsKey(type.stringValue())) {
            lifted.put("data_type", TYPES.get(type.stringValue()));
        }
        return lifted;
    }
}

package dev.tandem.workflows.replay;

import com.networknt.schema.SchemaException;
import dev.tandem.workflows.catalog.SchemaCheck;
import dev.tandem.workflows.graph.Agent;
import dev.tandem.workflows.graph.Tool;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/** Checks the arguments that recorded models passed against the tools of another version. */
final class ToolSchemas {

    private final Map<JsonNode, SchemaCheck> checks = new HashMap<>();

    /** Returns why a tool would not take the arguments; empty: it would, or it takes what it took. */
    Optional<String> misfit(Tool was, Tool is, JsonNode arguments) {
        if (was.parameters().equals(is.parameters())) {
            return Optional.empty();
        }
        try {
            SchemaCheck check = checks.computeIfAbsent(is.parameters(), SchemaCheck::by);
            List<String> misfits = check.misfits(arguments);
            return misfits.isEmpty()
                    ? Optional.empty()
                    : Optional.of("the arguments do not fit: " + String.join("; ", misfits));
        } catch (SchemaException broken) {
            return Optional.of("its schema cannot be used: " + broken.getMessage());
        }
    }

    /** Says that an agent has no tool any more, and which one seems to be it. */
    static String gone(Agent agent, Tool tool) {
        String none = "The agent has no tool \"" + tool.name() + "\".";
        return agent.tools().stream()
                .filter(other -> other.toolType().equals(tool.toolType())
                        && other.config().equals(tool.config()))
                .findFirst()
                .map(other -> none + " The same one is called \"" + other.name() + "\" now.")
                .orElse(none);
    }
}

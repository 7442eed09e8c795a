package dev.tandem.api.tool;

import dev.tandem.api.http.problem.ApiProblem;
import dev.tandem.workflows.document.Problem;
import dev.tandem.workflows.gate.LibraryGate;
import dev.tandem.workflows.gate.ToolDefinition;
import dev.tandem.workflows.graph.Tool.SideEffect;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

/**
 * The request to add or change a tool definition, not checked yet.
 *
 * @param toolType the name that documents use; it cannot be changed
 * @param adapter the tool type that runs it: {@code http}
 * @param parameters JSON Schema of its arguments
 */
record ToolDefinitionRequest(
        @Nullable String toolType,
        @Nullable String adapter,
        @Nullable JsonNode config,
        @Nullable JsonNode parameters,
        @Nullable String description,
        @Nullable String sideEffect) {

    /** @throws ApiProblem 422 that lists every fault */
    StoredTool checkedNew() {
        return checked(toolType == null ? "" : toolType, new ArrayList<>(), NOTHING);
    }

    /**
     * Checks a change. Fields that the request leaves out stay as they are.
     *
     * @throws ApiProblem 422 that lists every fault
     */
    StoredTool checkedChange(StoredTool current) {
        List<Problem> problems = new ArrayList<>();
        if (toolType != null && !toolType.equals(current.toolType())) {
            problems.add(new Problem(
                    "not_changeable",
                    "/tool_type",
                    "Documents use this name, so it cannot be changed. Make another definition instead."));
        }
        return checked(current.toolType(), problems, current.definition());
    }

    private static final ToolDefinition NOTHING = new ToolDefinition(
            "", JsonNodeFactory.instance.objectNode(), JsonNodeFactory.instance.objectNode(), "", SideEffect.ONCE);

    private StoredTool checked(String type, List<Problem> problems, ToolDefinition otherwise) {
        Optional<SideEffect> effect = sideEffect == null
                ? Optional.of(otherwise.sideEffect())
                : Arrays.stream(SideEffect.values())
                        .filter(known -> known.wireName().equals(sideEffect))
                        .findFirst();
        if (effect.isEmpty()) {
            problems.add(new Problem("invalid_value", "/side_effect", "A side effect is none, idempotent or once."));
        }
        ToolDefinition definition = new ToolDefinition(
                given(adapter, otherwise.adapter()),
                given(config, otherwise.config()),
                given(parameters, otherwise.parameters()),
                given(description, otherwise.description()),
                effect.orElse(otherwise.sideEffect()));
        problems.addAll(LibraryGate.problems(type, definition));
        if (!problems.isEmpty()) {
            throw ApiProblem.invalidRequest(problems);
        }
        return new StoredTool(type, definition);
    }

    private static <T> T given(@Nullable T value, T otherwise) {
        return value == null ? otherwise : value;
    }

    /** A tool of the library with its name. */
    record StoredTool(String toolType, ToolDefinition definition) {}
}

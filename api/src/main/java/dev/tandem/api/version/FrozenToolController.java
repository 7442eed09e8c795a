package dev.tandem.api.version;

import dev.tandem.api.access.Access;
import dev.tandem.api.access.Requires;
import dev.tandem.api.access.Role;
import dev.tandem.workflows.catalog.DiscoveredTool;
import dev.tandem.workflows.gate.ToolDefinition;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.JsonNode;

@RestController
class FrozenToolController {

    private final FrozenTools tools;

    FrozenToolController(FrozenTools tools) {
        this.tools = tools;
    }

    /**
     * Lists the library's tools that a version names, as they were when it was published. Its calls use these, whatever
     * the library has become since. A draft has none yet. What the servers of tools said of them then stands beside.
     */
    @GetMapping("/api/workflow-versions/{id}/tool-definitions")
    @Requires(Role.VIEWER)
    FrozenToolList list(Access access, @PathVariable UUID id) {
        return new FrozenToolList(
                tools.of(access.organization(), id).entrySet().stream()
                        .map(tool -> FrozenTool.of(tool.getKey(), tool.getValue()))
                        .toList(),
                tools.discovered(access.organization(), id));
    }

    /** @param discovered by {@code <agent>/<tool>} */
    record FrozenToolList(List<FrozenTool> items, Map<String, DiscoveredTool> discovered) {}

    record FrozenTool(
            String toolType,
            String adapter,
            JsonNode config,
            JsonNode parameters,
            String description,
            String sideEffect) {

        static FrozenTool of(String toolType, ToolDefinition tool) {
            return new FrozenTool(
                    toolType,
                    tool.adapter(),
                    tool.config(),
                    tool.parameters(),
                    tool.description(),
                    tool.sideEffect().wireName());
        }
    }
}

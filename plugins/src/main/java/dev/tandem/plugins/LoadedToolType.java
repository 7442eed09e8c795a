package dev.tandem.plugins;

import dev.tandem.plugin.ToolType;
import dev.tandem.workflows.catalog.ToolTypeDescriptor;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/**
 * A tool type of a plugin, with what the publish gate wants to know of it. All of it was read when the plugin was
 * loaded, so that the gate runs nothing of the plugin's.
 */
public record LoadedToolType(String name, JsonNode configSchema, Set<String> templatedFields, ToolType type)
        implements ToolTypeDescriptor {

    public LoadedToolType {
        templatedFields = Set.copyOf(templatedFields);
    }
}

package dev.tandem.workflows.catalog;

import java.util.Comparator;
import java.util.List;
import java.util.ServiceLoader;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/**
 * Tells the publish gate of a tool type. Found by {@link java.util.ServiceLoader}: a jar adds one with an entry in
 * {@code META-INF/services}.
 */
public interface ToolTypeDescriptor {

    /** All that this process has, by name. */
    static List<ToolTypeDescriptor> installed() {
        return ServiceLoader.load(ToolTypeDescriptor.class, ToolTypeDescriptor.class.getClassLoader()).stream()
                .map(ServiceLoader.Provider::get)
                .sorted(Comparator.comparing(ToolTypeDescriptor::name))
                .toList();
    }

    /** The {@code tool_type} in documents. */
    String name();

    /** JSON Schema (2020-12) of a tool's {@code config}. */
    JsonNode configSchema();

    /** Fields of the config in which every string, at any depth, may hold {@code {{argument}}} of the tool. */
    Set<String> templatedFields();
}

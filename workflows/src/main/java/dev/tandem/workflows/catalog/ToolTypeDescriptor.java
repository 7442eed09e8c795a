package dev.tandem.workflows.catalog;

import dev.tandem.workflows.document.Place;
import dev.tandem.workflows.document.Problems;
import java.util.Comparator;
import java.util.List;
import java.util.ServiceLoader;
import java.util.Set;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/**
 * Describes a tool type to the publish gate. {@link java.util.ServiceLoader} finds it: a jar adds one with an entry in
 * {@code META-INF/services}.
 */
public interface ToolTypeDescriptor {

    /** Returns all descriptors of this process, those of its plugins too, ordered by name. */
    static List<ToolTypeDescriptor> installed() {
        return Stream.concat(
                        builtIn().stream(),
                        ServiceLoader.load(CatalogSource.class, CatalogSource.class.getClassLoader()).stream()
                                .flatMap(source -> source.get().toolTypes().stream()))
                .sorted(Comparator.comparing(ToolTypeDescriptor::name))
                .toList();
    }

    /** Returns the descriptors on the class path, ordered by name. */
    static List<ToolTypeDescriptor> builtIn() {
        return ServiceLoader.load(ToolTypeDescriptor.class, ToolTypeDescriptor.class.getClassLoader()).stream()
                .map(ServiceLoader.Provider::get)
                .sorted(Comparator.comparing(ToolTypeDescriptor::name))
                .toList();
    }

    /** Returns the name that documents give as {@code tool_type}. */
    String name();

    /** Returns the JSON Schema (2020-12) of a tool's {@code config}. */
    JsonNode configSchema();

    /**
     * Returns the fields of the config in which every string, at any depth, may hold {@code {{argument}}} of the tool.
     */
    Set<String> templatedFields();

    /**
     * Returns whether publishing asks the tool's server for its description and parameters, and freezes them. The config
     * of such a tool then has a member {@link McpToolDescriptor#FROZEN}.
     */
    default boolean isDiscovered() {
        return false;
    }

    /**
     * Reports what is wrong with a tool beyond the schema of its config.
     *
     * @param tool the whole tool, which may have other faults
     */
    default void check(Place tool, Problems problems) {}
}

package dev.tandem.workflows.catalog;

import dev.tandem.workflows.graph.ProviderKind;
import java.util.Comparator;
import java.util.List;
import java.util.ServiceLoader;
import java.util.Set;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/**
 * Describes a provider to the publish gate. {@link java.util.ServiceLoader} finds it: a jar adds one with an entry in
 * {@code META-INF/services}.
 */
public interface ProviderDescriptor {

    ProviderKind kind();

    /** Returns the name that documents give as {@code provider}. */
    String name();

    /** Returns the JSON Schema (2020-12) of the whole object in the agent, {@code provider} included. */
    JsonNode configSchema();

    /** Returns all descriptors of this process, those of its plugins too, ordered by kind and name. */
    static List<ProviderDescriptor> installed() {
        return Stream.concat(
                        builtIn().stream(),
                        ServiceLoader.load(CatalogSource.class, CatalogSource.class.getClassLoader()).stream()
                                .flatMap(source -> source.get().providers().stream()))
                .sorted(Comparator.comparing(ProviderDescriptor::kind).thenComparing(ProviderDescriptor::name))
                .toList();
    }

    /** Returns the descriptors on the class path, ordered by kind and name. */
    static List<ProviderDescriptor> builtIn() {
        return ServiceLoader.load(ProviderDescriptor.class, ProviderDescriptor.class.getClassLoader()).stream()
                .map(ServiceLoader.Provider::get)
                .sorted(Comparator.comparing(ProviderDescriptor::kind).thenComparing(ProviderDescriptor::name))
                .toList();
    }

    /** @throws IllegalStateException if this process has none of that name: the jar that brings the provider is not whole */
    static ProviderDescriptor of(ProviderKind kind, String name) {
        return installed().stream()
                .filter(one -> one.kind() == kind && one.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("no descriptor of the " + kind.field() + " provider \""
                        + name + "\"; the jar that brings the provider brings it too"));
    }

    /** Primary language subtags (ISO 639) that it knows; empty: no bounds. */
    Set<String> languages();

    /**
     * Whether the text names a model of the provider. A {@code voice_id} that does is read as {@code model}, and the
     * voice is the provider's default.
     */
    default boolean namesModel(String text) {
        return false;
    }
}

package dev.tandem.workflows.graph;

import java.util.Set;
import tools.jackson.databind.JsonNode;

/**
 * Tells the publish gate of a provider. Found by {@link java.util.ServiceLoader}: a jar adds one with an entry in
 * {@code META-INF/services}.
 */
public interface ProviderDescriptor {

    ProviderKind kind();

    /** The {@code provider} in documents. */
    String name();

    /** JSON Schema (2020-12) of the whole object in the agent, {@code provider} included. */
    JsonNode configSchema();

    /** Primary language subtags (ISO 639) that it knows; empty: no bounds. */
    Set<String> languages();
}

package dev.tandem.workflows.workspace;

import java.util.Collections;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * The workspace variables of a workflow as they were when the call loaded its version: they stay so to its end.
 *
 * @param settings by name, readable
 * @param secrets those that the version's configs name
 */
public record WorkspaceValues(Map<String, JsonNode> settings, SealedSecrets secrets) {

    public static final WorkspaceValues NONE = new WorkspaceValues(Map.of(), SealedSecrets.NONE);

    public WorkspaceValues {
        settings = Collections.unmodifiableMap(new TreeMap<>(settings));
    }

    /** What a history from before there were workspace variables does not have. */
    public static WorkspaceValues orNone(@Nullable WorkspaceValues read) {
        return Objects.requireNonNullElse(read, NONE);
    }

    /** As little as a use needs. */
    public WorkspaceValues only(Set<String> names) {
        Map<String, JsonNode> named = new TreeMap<>(settings);
        named.keySet().retainAll(names);
        return new WorkspaceValues(named, secrets.only(names));
    }
}

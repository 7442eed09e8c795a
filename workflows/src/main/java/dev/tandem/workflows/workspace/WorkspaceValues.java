package dev.tandem.workflows.workspace;

import java.util.Collections;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * The workspace variables of a workflow at the moment when the call loaded its version. They stay the same until the
 * call ends.
 *
 * @param settings by name, readable
 * @param secrets those that the version's configs name
 */
public record WorkspaceValues(Map<String, JsonNode> settings, SealedSecrets secrets) {

    public static final WorkspaceValues NONE = new WorkspaceValues(Map.of(), SealedSecrets.NONE);

    public WorkspaceValues {
        settings = Collections.unmodifiableMap(new TreeMap<>(settings));
    }

    /** Returns the values that were read; none if the history is older than workspace variables. */
    public static WorkspaceValues orNone(@Nullable WorkspaceValues read) {
        return Objects.requireNonNullElse(read, NONE);
    }

    /** Returns only the named values, so that a use gets as little as it needs. */
    public WorkspaceValues only(Set<String> names) {
        Map<String, JsonNode> named = new TreeMap<>(settings);
        named.keySet().retainAll(names);
        return new WorkspaceValues(named, secrets.only(names));
    }
}

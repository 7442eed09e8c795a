package dev.tandem.workflows.graph;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * A tool of one agent.
 *
 * @param toolType the adapter that runs it: {@code http}
 * @param name as the model sees it, unique in its agent
 * @param parameters JSON Schema of its arguments
 * @param config the adapter's configuration
 * @param assign variable name to JSON Pointer into the result
 * @param sayBefore said while the tool starts
 * @param sayResult Mustache over the result, for models that need a template; null: the model words it itself
 */
public record Tool(
        String toolType,
        String name,
        @Nullable String displayName,
        String description,
        JsonNode parameters,
        JsonNode config,
        Map<String, String> assign,
        SideEffect sideEffect,
        @Nullable String sayBefore,
        @Nullable String sayResult,
        @Nullable String filler,
        int timeoutMs,
        boolean interruptible) {

    public Tool {
        // Map.copyOf has another order in each process; the order here is that of the events.
        assign = Collections.unmodifiableMap(new LinkedHashMap<>(assign));
    }

    /** Says how an execution may be retried. */
    public enum SideEffect {
        /** The tool only reads. */
        NONE,
        /** The tool writes, and writes once for the same Idempotency-Key. */
        IDEMPOTENT,
        /** The tool may be attempted once only. */
        ONCE;

        /** Returns the name that documents use. */
        public String wireName() {
            return name().toLowerCase(Locale.ROOT);
        }
    }
}

package dev.tandem.workflows.protocol;

import dev.tandem.workflows.variable.VariableValue;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A summary, for a path whose context is one. The move is announced while it is made: the caller does not wait for
 * it in silence.
 *
 * @param paths ids of the paths that were taken, in order, up to that one
 * @param results of tools that ran before the move
 * @param changed variables that changed since the step before
 * @param say template of words for the move, which the next agent's greeting follows; null: none
 */
public record SummaryRequest(
        List<String> paths,
        List<ToolResult> results,
        List<VariableValue> changed,
        @Nullable String say) {

    public SummaryRequest {
        paths = List.copyOf(paths);
        results = List.copyOf(results);
        changed = List.copyOf(changed);
    }

    /** The path whose context it is. */
    public String path() {
        return paths.getLast();
    }
}

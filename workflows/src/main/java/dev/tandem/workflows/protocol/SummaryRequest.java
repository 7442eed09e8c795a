package dev.tandem.workflows.protocol;

import dev.tandem.workflows.protocol.TurnStep.ToolReturn;
import dev.tandem.workflows.variable.VariableValue;
import java.util.List;

/**
 * Asks for a summary, for a path that has a summary as its context. The move is announced while the summary is made, so
 * that the caller does not wait in silence.
 *
 * @param paths ids of the paths that were taken, in order, up to that one
 * @param returns of tools that ran before the move
 * @param changed variables that changed since the step before
 * @param say template of words for the move, which the next agent's greeting follows; empty: none
 */
public record SummaryRequest(List<String> paths, List<ToolReturn> returns, List<VariableValue> changed, String say) {

    public SummaryRequest {
        paths = List.copyOf(paths);
        returns = List.copyOf(returns);
        changed = List.copyOf(changed);
    }

    /** Returns the path that has the summary as its context. */
    public String path() {
        return paths.getLast();
    }
}

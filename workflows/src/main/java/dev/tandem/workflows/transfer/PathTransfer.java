package dev.tandem.workflows.transfer;

import dev.tandem.workflows.tool.ToolResult;
import io.temporal.activity.ActivityInterface;
import io.temporal.activity.ActivityMethod;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Puts the next agent's voice, ears and model in place, on the queue of the attending process. Idempotent. */
@ActivityInterface
public interface PathTransfer {

    @ActivityMethod(name = "PathTransfer")
    Receipt transfer(Request request);

    /**
     * @param turn the turn that proposed the transfer
     * @param wanted a summary of the conversation; null: none
     */
    record Request(
            String callId,
            int turn,
            String pathId,
            String fromAgentId,
            String toAgentId,
            @Nullable Wanted wanted) {}

    /**
     * A summary, for a path whose context is one. The move is announced while it is made: the caller does not wait for
     * it in silence.
     *
     * @param paths ids of the paths that were taken, in order, up to that one
     * @param results of tools that ran before the move
     * @param changed variables that changed since the step before
     * @param say template of words for the move, which the next agent's greeting follows; null: none
     */
    record Wanted(
            List<String> paths,
            List<ToolResult> results,
            List<VariableValue> changed,
            @Nullable String say) {

        public Wanted {
            paths = List.copyOf(paths);
            results = List.copyOf(results);
            changed = List.copyOf(changed);
        }

        /** The path whose context it is. */
        public String path() {
            return paths.getLast();
        }
    }

    /**
     * @param ready false where the process attends the call no more: the next attendance starts with the agent
     * @param summary null: none was wanted
     */
    record Receipt(String agentId, boolean ready, @Nullable Summary summary) {}

    /**
     * What became of a summary.
     *
     * @param text null: there is none
     * @param fault why there is none, for operators; null: there is one
     */
    record Summary(@Nullable String text, @Nullable String fault, long durationMs) {

        public static Summary of(String text, long durationMs) {
            return new Summary(text, null, durationMs);
        }

        public static Summary failed(String why, long durationMs) {
            return new Summary(null, why, durationMs);
        }
    }
}

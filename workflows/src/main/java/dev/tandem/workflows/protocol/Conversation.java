package dev.tandem.workflows.protocol;

import dev.tandem.workflows.variable.VariableValue;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * The conversation so far, as the call workflow knows it. A process that takes the call over starts from it.
 *
 * @param channel of the call: {@code voice}, {@code chat}
 * @param agentId the active agent
 * @param turn first turn that is not settled
 * @param control who has the floor
 */
public record Conversation(
        LoadedVersion version,
        String channel,
        String agentId,
        int turn,
        List<Line> lines,
        Map<String, VariableValue> variables,
        Control control) {

    public Conversation {
        control = Objects.requireNonNullElse(control, Control.AGENT);
        lines = List.copyOf(lines);
        variables = Map.copyOf(variables);
    }

    /** Creates the conversation of a voice call in which the agent has the floor. */
    public Conversation(
            LoadedVersion version, String agentId, int turn, List<Line> lines, Map<String, VariableValue> variables) {
        this(version, "voice", agentId, turn, lines, variables, Control.AGENT);
    }

    /**
     * One line, in the order of the conversation. It has exactly one of the parts that its role names.
     *
     * @param text what the caller or agent said; for a path its id, for a tool its name
     * @param arguments of a tool call or a proposed path; else null
     * @param result of a tool; else null
     * @param summary summary of what was said before, for a path that was taken and has a summary as its context;
     *     empty: none could be made; else null
     */
    public record Line(
            int turn,
            Role role,
            String agentId,
            String text,
            boolean interrupted,
            @Nullable JsonNode arguments,
            @Nullable ToolResult result,
            @Nullable String summary) {

        public Line(
                int turn,
                Role role,
                String agentId,
                String text,
                boolean interrupted,
                @Nullable JsonNode arguments,
                @Nullable ToolResult result) {
            this(turn, role, agentId, text, interrupted, arguments, result, null);
        }

        public Line with(String made) {
            return new Line(turn, role, agentId, text, interrupted, arguments, result, made);
        }
    }

    public enum Role {
        CALLER,
        AGENT,
        TOOL,
        /** A path that was proposed and rejected. */
        REJECTED,
        /** A path that was taken. */
        TRANSFER
    }
}

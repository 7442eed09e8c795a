package dev.tandem.workflows.call.api;

import dev.tandem.workflows.protocol.Control;
import dev.tandem.workflows.protocol.Conversation;
import dev.tandem.workflows.protocol.Conversation.Line;
import dev.tandem.workflows.protocol.LoadedVersion;
import dev.tandem.workflows.variable.VariableValue;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;

/**
 * A part of a {@link Conversation}, small enough for the answer of a query however long the call is. It has at most
 * {@link dev.tandem.workflows.payload.PayloadSize#MOST} bytes.
 *
 * @param channel of the call: {@code voice}, {@code chat}
 * @param agentId the active agent
 * @param turn first turn that is not settled
 * @param control who has the floor
 * @param size how much the whole conversation has at this moment
 * @param variables the next ones, in the order in which they were learnt
 * @param lines the next ones, in order
 */
public record ConversationPage(
        String channel,
        String agentId,
        int turn,
        Control control,
        Extent size,
        List<VariableValue> variables,
        List<Line> lines) {

    /** A number of variables and lines, counted from the beginning of the call. Both only grow. */
    public record Extent(int variables, int lines) {

        public static final Extent NOTHING = new Extent(0, 0);

        private boolean reaches(Extent other) {
            return variables >= other.variables && lines >= other.lines;
        }
    }

    public ConversationPage {
        control = Objects.requireNonNullElse(control, Control.AGENT);
        variables = List.copyOf(variables);
        lines = List.copyOf(lines);
    }

    /**
     * Reads page after page until the conversation is whole, as it was when the first page was made.
     *
     * @param version that the call follows
     * @param pages returns the page behind what is known already
     * @throws IllegalStateException if a page brings nothing although something is missing
     */
    public static Conversation whole(LoadedVersion version, Function<Extent, ConversationPage> pages) {
        ConversationPage first = pages.apply(Extent.NOTHING);
        Extent size = first.size();
        List<VariableValue> variables = new ArrayList<>(first.variables());
        List<Line> lines = new ArrayList<>(first.lines());
        Extent known = new Extent(variables.size(), lines.size());
        while (!known.reaches(size)) {
            ConversationPage next = pages.apply(known);
            if (next.variables().isEmpty() && next.lines().isEmpty()) {
                throw new IllegalStateException("The call workflow has " + size + " and tells no more than " + known);
            }
            variables.addAll(next.variables());
            lines.addAll(next.lines());
            known = new Extent(variables.size(), lines.size());
        }
        return new Conversation(
                version,
                first.channel(),
                first.agentId(),
                first.turn(),
                lines.subList(0, size.lines()),
                byName(variables.subList(0, size.variables())),
                first.control());
    }

    private static Map<String, VariableValue> byName(List<VariableValue> variables) {
        Map<String, VariableValue> named = new LinkedHashMap<>();
        variables.forEach(variable -> named.put(variable.name(), variable));
        return named;
    }
}

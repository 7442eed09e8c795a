package dev.tandem.workflows.call;

import dev.tandem.workflows.call.api.ConversationPage;
import dev.tandem.workflows.call.api.ConversationPage.Extent;
import dev.tandem.workflows.payload.PayloadSize;
import dev.tandem.workflows.payload.Piece;
import dev.tandem.workflows.payload.Shortened;
import dev.tandem.workflows.protocol.Conversation.Line;
import dev.tandem.workflows.rules.CallState;
import dev.tandem.workflows.variable.VariableValue;
import java.util.List;

/** Tells the conversation of a call in pages, each of which fits into the answer of a query. */
final class ConversationPages {

    private ConversationPages() {}

    /** Returns the page that follows what the asker knows. */
    static ConversationPage after(Extent known, CallState state) {
        List<VariableValue> allVariables = List.copyOf(state.variables().values());
        ConversationPage empty = page(state, List.of(), List.of());
        int left = PayloadSize.MOST - PayloadSize.of(empty);
        List<VariableValue> variables = Piece.first(
                rest(allVariables, known.variables()).stream()
                        .map(variable -> Shortened.to(variable, VariableValue.class, PayloadSize.MOST_OF_A_PART))
                        .toList(),
                left,
                PayloadSize::of);
        left -= variables.stream()
                .mapToInt(variable -> PayloadSize.of(variable) + 1)
                .sum();
        List<Line> lines = left < PayloadSize.MOST_OF_A_PART + 1 && !variables.isEmpty()
                ? List.of()
                : Piece.first(rest(state.lines(), known.lines()), left, PayloadSize::of);
        return page(state, variables, lines);
    }

    private static ConversationPage page(CallState state, List<VariableValue> variables, List<Line> lines) {
        return new ConversationPage(
                state.call().input().channel(),
                state.agentId(),
                state.turn(),
                state.control(),
                new Extent(state.variables().size(), state.lines().size()),
                variables,
                lines);
    }

    private static <T> List<T> rest(List<T> all, int known) {
        return all.subList(Math.min(Math.max(0, known), all.size()), all.size());
    }
}

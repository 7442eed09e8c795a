package dev.tandem.workers.turn;

import dev.tandem.workers.llm.LanguageModel.Message;
import dev.tandem.workflows.graph.Context;
import java.util.List;

/** What an agent knows of the conversation before it. The words that led to it always travel. */
final class Contexts {

    private Contexts() {}

    static List<Message> of(Context context, List<Message> messages) {
        return switch (context) {
            case Context.All _ -> List.copyOf(messages);
            case Context.Last last -> fromCaller(last.turns(), messages);
            case Context.Messages _, Context.Summary _ ->
                messages.stream().filter(Contexts::isSpoken).toList();
            case Context.None _ ->
                fromCaller(1, messages).stream()
                        .filter(Message.Caller.class::isInstance)
                        .toList();
        };
    }

    /** From the caller's words that many turns ago on; all where there were not so many. */
    private static List<Message> fromCaller(int turns, List<Message> messages) {
        int missing = turns;
        for (int at = messages.size() - 1; at >= 0; at--) {
            if (messages.get(at) instanceof Message.Caller && --missing == 0) {
                return List.copyOf(messages.subList(at, messages.size()));
            }
        }
        return List.copyOf(messages);
    }

    private static boolean isSpoken(Message message) {
        return switch (message) {
            case Message.Caller _, Message.Agent _ -> true;
            case Message.ToolCalled _, Message.ToolReturned _ -> false;
        };
    }
}

package dev.tandem.workers.think;

import dev.tandem.workers.llm.LanguageModel.Message;
import dev.tandem.workflows.graph.Context;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Selects what an agent knows of the conversation before it. The caller's words that led to the agent always travel.
 */
final class Contexts {

    private Contexts() {}

    /**
     * @param summary of the messages, for a context that needs one; empty if none could be made; null if it is not
     *     known (yet)
     */
    static List<Message> of(Context context, @Nullable String summary, List<Message> messages) {
        return switch (context) {
            case Context.All _ -> List.copyOf(messages);
            case Context.Last last -> fromCaller(last.turns(), messages);
            case Context.Messages _ ->
                messages.stream().filter(Contexts::isSpoken).toList();
            case Context.Summary _ -> summed(summary, messages);
            case Context.None _ -> lastWords(messages);
        };
    }

    private static List<Message> summed(@Nullable String summary, List<Message> messages) {
        if (summary == null) {
            return List.copyOf(messages);
        }
        return summary.isEmpty()
                ? fromCaller(Context.Summary.OTHERWISE.turns(), messages)
                : Stream.concat(Stream.of(new Message.Summary(summary)), lastWords(messages).stream())
                        .toList();
    }

    private static List<Message> lastWords(List<Message> messages) {
        return fromCaller(1, messages).stream()
                .filter(Message.Caller.class::isInstance)
                .toList();
    }

    /** Returns the messages from the caller's words that many turns ago; all if there were fewer turns. */
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
            case Message.Caller _, Message.Agent _, Message.Summary _ -> true;
            case Message.ToolCalled _, Message.ToolReturned _ -> false;
        };
    }
}

package dev.tandem.workers.llm.builtin;

import dev.tandem.workers.llm.LanguageModel.Message;
import dev.tandem.workers.llm.LanguageModel.Request;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Describes where a conversation stands, read from its messages alone.
 *
 * @param utterance what the caller said last; null: nothing yet
 * @param returned results since then, in order, without those of paths that were taken
 * @param entering whether the agent has just become active
 * @param question the agent's words before the utterance; empty if there were none
 * @param rejection the path that was rejected in the turn before, with what it missed; null: none
 * @param earlier what the caller said before, since the last tool that succeeded, newest first
 */
record Situation(
        @Nullable String utterance,
        List<Message.ToolReturned> returned,
        boolean entering,
        String question,
        Message.@Nullable ToolReturned rejection,
        List<Earlier> earlier) {

    /** The most earlier utterances that are considered. */
    private static final int MOST_EARLIER = 6;

    /**
     * An utterance before the last one.
     *
     * @param spent whether a call with its values has failed or was rejected, so that they are not used again
     */
    record Earlier(String text, boolean spent) {}

    static Situation of(Request request) {
        List<Message> messages = request.messages();
        int last = lastCaller(messages);
        List<Message> before = messages.subList(0, Math.max(0, last));
        List<Message> since = messages.subList(last + 1, messages.size());
        return new Situation(
                last >= 0 && messages.get(last) instanceof Message.Caller caller ? caller.text() : null,
                results(since),
                entering(request.agent(), messages, since),
                question(before),
                rejection(before),
                earlier(before));
    }

    static boolean isRejected(Message.ToolReturned returned) {
        return returned.result().has("rejected");
    }

    static boolean isFailed(Message.ToolReturned returned) {
        return returned.result().has("error");
    }

    private static int lastCaller(List<Message> messages) {
        for (int at = messages.size() - 1; at >= 0; at--) {
            if (messages.get(at) instanceof Message.Caller) {
                return at;
            }
        }
        return -1;
    }

    private static List<Message.ToolReturned> results(List<Message> since) {
        List<Message.ToolReturned> results = new ArrayList<>();
        for (Message message : since) {
            if (message instanceof Message.ToolReturned returned && !isTaken(returned)) {
                results.add(returned);
            }
        }
        return results;
    }

    private static boolean isTaken(Message.ToolReturned returned) {
        return Capability.isPath(returned.name()) && !isRejected(returned) && !isFailed(returned);
    }

    private static boolean entering(String agent, List<Message> messages, List<Message> since) {
        boolean taken = since.stream()
                .anyMatch(message -> message instanceof Message.ToolReturned returned && isTaken(returned));
        return taken
                || lastSpeaker(messages)
                        .filter(speaker -> !speaker.equals(agent))
                        .isPresent();
    }

    /**
     * Returns the agent that spoke last; empty: none did. If the conversation was summed up, it is the agent that
     * handed the call over.
     */
    private static Optional<String> lastSpeaker(List<Message> messages) {
        for (Message message : messages.reversed()) {
            if (message instanceof Message.Agent agent) {
                return Optional.of(agent.agent());
            }
            if (message instanceof Message.Summary) {
                return Optional.of("");
            }
        }
        return Optional.empty();
    }

    private static String question(List<Message> before) {
        StringBuilder question = new StringBuilder();
        for (Message message : before.reversed()) {
            if (message instanceof Message.Caller) {
                break;
            }
            if (message instanceof Message.Agent agent) {
                question.insert(0, agent.text() + " ");
            }
        }
        return question.toString().strip();
    }

    private static Message.@Nullable ToolReturned rejection(List<Message> before) {
        for (Message message : before.reversed()) {
            if (message instanceof Message.Caller) {
                return null;
            }
            if (message instanceof Message.ToolReturned returned) {
                return isRejected(returned) ? returned : null;
            }
        }
        return null;
    }

    private static List<Earlier> earlier(List<Message> before) {
        List<Earlier> earlier = new ArrayList<>();
        boolean spent = false;
        for (Message message : before.reversed()) {
            if (message instanceof Message.ToolReturned returned && !isTaken(returned)) {
                if (!isRejected(returned) && !isFailed(returned)) {
                    break;
                }
                spent = true;
            }
            if (message instanceof Message.Caller caller) {
                earlier.add(new Earlier(caller.text(), spent));
            }
            if (earlier.size() == MOST_EARLIER) {
                break;
            }
        }
        return earlier;
    }
}

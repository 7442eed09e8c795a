package dev.tandem.workers.llm.builtin;

import dev.tandem.workers.itn.UtteranceWords;
import dev.tandem.workers.llm.LanguageModel.Message;
import dev.tandem.workers.llm.LanguageModel.Request;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Describes where a conversation stands, read from its messages alone.
 *
 * @param utterance what the caller said last; null: nothing yet
 * @param returned results since then, in order, without those of paths that were taken
 * @param entering whether the agent has just become active
 * @param spokenFor whether the path that followed the results had words of its own
 * @param speaking whether the agent is just saying words of the document, such as its greeting; the answer follows them
 * @param question the agent's words before the utterance; empty if there were none
 * @param rejection the path that was rejected in the turn before, with what it missed; null: none
 * @param earlier what the caller said before, since the last tool that succeeded, newest first
 * @param untold results of the turn before, of which the caller has heard next to nothing
 */
record Situation(
        @Nullable String utterance,
        List<Message.ToolReturned> returned,
        boolean entering,
        boolean spokenFor,
        boolean speaking,
        String question,
        Message.@Nullable ToolReturned rejection,
        List<Earlier> earlier,
        List<Message.ToolReturned> untold) {

    /** Who has heard fewer words of a result than these has not heard it. */
    private static final int HEARD = 3;

    /** The most earlier utterances that are considered. */
    private static final int MOST_EARLIER = 6;

    /**
     * An utterance before the last one.
     *
     * @param question the agent's words before it; empty if there were none
     * @param spent whether a call with its values has failed or was rejected, so that they are not used again
     */
    record Earlier(String text, String question, boolean spent) {}

    static Situation of(Request request) {
        List<Message> messages = request.messages();
        int last = lastCaller(messages);
        List<Message> before = messages.subList(0, Math.max(0, last));
        boolean speaking = !messages.isEmpty()
                && messages.getLast() instanceof Message.Agent words
                && words.agent().equals(request.agent())
                && last < messages.size() - 1;
        List<Message> since = messages.subList(last + 1, messages.size());
        return new Situation(
                last >= 0 && messages.get(last) instanceof Message.Caller caller ? caller.text() : null,
                results(since),
                speaking || entering(request.agent(), messages, since),
                !since.isEmpty() && since.getLast() instanceof Message.Agent,
                speaking,
                question(before),
                rejection(before),
                earlier(before),
                untold(before));
    }

    /** Returns whether it is a path that was not taken. */
    static boolean isRejected(Message.ToolReturned returned) {
        return Capability.isPath(returned.name()) && returned.result().has("rejected");
    }

    /** Returns whether it did not work: {@code {"error": …}}, unless that says that there is none. */
    static boolean isFailed(Message.ToolReturned returned) {
        JsonNode error = returned.result().path("error");
        return switch (error.getNodeType()) {
            case MISSING, NULL, ARRAY -> false;
            case BOOLEAN -> error.booleanValue();
            case STRING -> !error.asString().isBlank();
            case NUMBER -> !error.asString().equals("0");
            case OBJECT, BINARY, POJO -> !error.isEmpty();
        };
    }

    private static boolean isCancelled(Message.ToolReturned returned) {
        return isFailed(returned)
                && returned.result().path("outcome").asString("").equals("cancelled");
    }

    /**
     * Returns the results that came between the caller's last words and those before, if the agent was cut off before it
     * could tell them.
     */
    private static List<Message.ToolReturned> untold(List<Message> before) {
        List<Message.ToolReturned> untold = new ArrayList<>();
        int heard = 0;
        for (Message message : before.reversed()) {
            switch (message) {
                case Message.Caller _, Message.Summary _ -> {
                    return untold.reversed();
                }
                case Message.Agent said ->
                    heard += UtteranceWords.words(said.text()).size();
                case Message.ToolReturned returned -> {
                    if (heard < HEARD && isToldOf(returned)) {
                        untold.add(returned);
                    }
                }
                case Message.ToolCalled _ -> {}
            }
        }
        return untold.reversed();
    }

    private static boolean isToldOf(Message.ToolReturned returned) {
        return !Capability.isPath(returned.name()) && !returned.name().equals(Dialogue.NOTES) && !isCancelled(returned);
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
            if (message instanceof Message.ToolReturned returned
                    && !isTaken(returned)
                    && !returned.name().equals(Dialogue.NOTES)) {
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
        for (int at = before.size() - 1; at >= 0; at--) {
            Message message = before.get(at);
            if (message instanceof Message.ToolReturned returned && !isTaken(returned)) {
                if (!isRejected(returned) && !isFailed(returned)) {
                    break;
                }
                spent = true;
            }
            if (message instanceof Message.Caller caller) {
                earlier.add(new Earlier(caller.text(), question(before.subList(0, at)), spent));
            }
            if (earlier.size() == MOST_EARLIER) {
                break;
            }
        }
        return earlier;
    }
}

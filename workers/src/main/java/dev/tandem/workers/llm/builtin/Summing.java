package dev.tandem.workers.llm.builtin;

import dev.tandem.workers.itn.UtteranceWords;
import dev.tandem.workers.llm.LanguageModel.Message;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * Sums a conversation up without understanding it: it lists the caller's utterances that say something, and what was
 * done.
 */
final class Summing {

    /** The most utterances in a summary. The newest are taken, because older ones were most likely answered. */
    private static final int MOST_UTTERANCES = 6;

    private Summing() {}

    static String up(List<Message> messages) {
        List<String> sentences = new ArrayList<>();
        List<String> said = new ArrayList<>();
        Set<String> done = new LinkedHashSet<>();
        Set<String> failed = new LinkedHashSet<>();
        for (Message message : messages) {
            switch (message) {
                case Message.Summary before -> sentences.add(before.text());
                case Message.Caller caller when saysSomething(caller.text()) -> said.add(caller.text());
                case Message.ToolReturned returned
                when isTool(returned.name()) -> (Situation.isFailed(returned) ? failed : done).add(returned.name());
                case Message.Caller _, Message.Agent _, Message.ToolCalled _, Message.ToolReturned _ -> {}
            }
        }
        if (!said.isEmpty()) {
            sentences.add("The caller said: “"
                    + String.join("” “", said.subList(Math.max(0, said.size() - MOST_UTTERANCES), said.size())) + "”.");
        }
        if (!done.isEmpty()) {
            sentences.add("Done: " + String.join(", ", done) + ".");
        }
        if (!failed.isEmpty()) {
            sentences.add("Failed: " + String.join(", ", failed) + ".");
        }
        return sentences.isEmpty() ? "The caller has not said what the call is about." : String.join(" ", sentences);
    }

    private static boolean saysSomething(String text) {
        return SmallTalk.of(text).isEmpty() && !UtteranceWords.words(text).isEmpty();
    }

    private static boolean isTool(String name) {
        return !Capability.isPath(name) && !name.equals(Dialogue.NOTES);
    }
}

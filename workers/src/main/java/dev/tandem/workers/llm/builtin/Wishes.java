package dev.tandem.workers.llm.builtin;

import dev.tandem.workers.itn.UtteranceWords;
import dev.tandem.workers.llm.LanguageModel.ToolSpec;
import dev.tandem.workers.llm.builtin.Intents.Choice;
import java.util.List;
import java.util.Optional;

/** Finds what the caller wished for before the last words, and what those words belong to. */
record Wishes(Situation situation, List<ToolSpec> tools, Intents intents, Arguments arguments) {

    /** Returns the tool that the caller wished for, of those that wait for the same value. */
    ToolSpec waiting(Pending pending) {
        List<ToolSpec> waiting = pending.tools();
        return waiting.size() == 1
                ? waiting.getFirst()
                : earlier(waiting)
                        .orElseGet(() -> situation.earlier().isEmpty()
                                ? waiting.getFirst()
                                : intents.likelier(
                                        situation.earlier().getFirst().text(), waiting));
    }

    /** Returns the tool that the caller chose when asked "shall I do this, or that?". */
    Optional<ToolSpec> choiceOfTwo(String utterance) {
        if (situation.earlier().isEmpty()
                || !(intents.choose(situation.earlier().getFirst().text(), tools) instanceof Choice.Undecided two)
                || !situation.question().contains(Capability.of(two.second()))) {
            return Optional.empty();
        }
        List<String> words = UtteranceWords.words(utterance);
        if (words.contains("first") || words.contains("former")) {
            return Optional.of(two.first());
        }
        if (words.contains("second") || words.contains("latter") || words.contains("last")) {
            return Optional.of(two.second());
        }
        List<ToolSpec> both = List.of(two.first(), two.second());
        return UtteranceWords.contentWords(utterance).isEmpty()
                        || SmallTalk.of(utterance).isPresent()
                ? Optional.empty()
                : Optional.of(intents.likelier(utterance, both));
    }

    /** Returns the tool that takes the value just said: one that the caller wished for before, or the only one. */
    Optional<ToolSpec> fedBy(String utterance) {
        List<ToolSpec> fed = fed(utterance);
        return earlierFedBy(utterance).or(() -> fed.size() == 1 ? Optional.of(fed.getFirst()) : Optional.empty());
    }

    /** Returns the tool that the caller wished for before and that takes the value just said. */
    Optional<ToolSpec> earlierFedBy(String utterance) {
        List<ToolSpec> fed = fed(utterance);
        return fed.isEmpty() ? Optional.empty() : earlier(fed);
    }

    private List<ToolSpec> fed(String utterance) {
        return tools.stream().filter(tool -> arguments.feeds(tool, utterance)).toList();
    }

    /** Returns the tool among these that the caller wished for most recently, before the last words. */
    Optional<ToolSpec> earlier(List<ToolSpec> among) {
        for (Situation.Earlier earlier : situation.earlier()) {
            if ((intents.choose(earlier.text(), tools) instanceof Choice.Clear clear && among.contains(clear.tool()))
                    || intents.choose(earlier.text(), among) instanceof Choice.Clear) {
                return Optional.of(intents.likelier(earlier.text(), among));
            }
        }
        return Optional.empty();
    }

    /**
     * Returns what was said since the wish for this tool came up. Values that were said before it belong to something
     * else.
     */
    List<Situation.Earlier> sameMatter(ToolSpec tool) {
        List<Situation.Earlier> before = situation.earlier();
        for (int at = 0; at < before.size(); at++) {
            if (intents.choose(before.get(at).text(), tools) instanceof Choice.Clear clear
                    && clear.tool().equals(tool)) {
                return before.subList(0, at + 1).stream()
                        .filter(said -> !said.spent())
                        .toList();
            }
        }
        return List.of();
    }
}

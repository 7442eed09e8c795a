package dev.tandem.workers.llm.builtin;

import dev.tandem.workers.itn.UtteranceWords;
import dev.tandem.workers.llm.LanguageModel.ToolSpec;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/** Finds the tool or path that an utterance asks for, by the similarity of its description. */
final class Intents {

    /** Below this similarity nothing fits. It was measured on the sentences of IntentsIT, with MiniLM. */
    static final double LEAST = .30;
    /** From this similarity on a wish is clear, even while something else was asked. */
    static final double CLEAR = .42;
    /** If the next tool is this near, the caller is asked: where MiniLM was wrong, the right tool was this near. */
    static final double MARGIN = .07;
    /** Added for each word that is in both the utterance and the description. */
    private static final double SHARED_WORD = .06;

    private static final int MOST_SHARED = 2;
    /** Beginnings of descriptions that are written for a model, and say nothing about the matter. */
    private static final Pattern USE_WHEN = Pattern.compile(
            "^(?:use (?:this )?(?:when|if|for)\\s+)?(?:(?:the )?(?:caller|customer|user)\\s+)?",
            Pattern.CASE_INSENSITIVE);

    private final Embeddings embeddings;

    Intents(Embeddings embeddings) {
        this.embeddings = embeddings;
    }

    /** The tools that an utterance may ask for. */
    sealed interface Choice {

        record Clear(ToolSpec tool, double score) implements Choice {}

        record Undecided(ToolSpec first, ToolSpec second) implements Choice {}

        record Nothing() implements Choice {}
    }

    private record Scored(ToolSpec tool, double score) {}

    /** Embeds the descriptions in advance, so that no caller waits for it. */
    void prepare(List<ToolSpec> tools) {
        var _ = scored("Hello.", tools);
    }

    Choice choose(String utterance, List<ToolSpec> tools) {
        List<Scored> scored = scored(utterance, tools);
        if (scored.isEmpty() || scored.getFirst().score() < LEAST) {
            return new Choice.Nothing();
        }
        Scored best = scored.getFirst();
        if (scored.size() > 1 && best.score() - scored.get(1).score() <= MARGIN) {
            return new Choice.Undecided(best.tool(), scored.get(1).tool());
        }
        return new Choice.Clear(best.tool(), best.score());
    }

    /** Returns the likelier of the tools, however near the next one is. */
    ToolSpec likelier(String utterance, List<ToolSpec> tools) {
        return scored(utterance, tools).getFirst().tool();
    }

    private List<Scored> scored(String utterance, List<ToolSpec> tools) {
        float[] said = embeddings.of(UtteranceWords.withoutCodes(utterance));
        Set<String> words = stems(utterance);
        return tools.stream()
                .map(tool -> new Scored(tool, score(said, words, tool)))
                .sorted(Comparator.comparingDouble(Scored::score).reversed())
                .toList();
    }

    private double score(float[] said, Set<String> words, ToolSpec tool) {
        double similarity = 0;
        for (String text : texts(tool)) {
            similarity = Math.max(similarity, Embeddings.similarity(said, embeddings.of(text)));
        }
        Set<String> shared = stems(tool.description() + " " + Capability.nameOf(tool));
        shared.retainAll(words);
        return similarity + SHARED_WORD * Math.min(MOST_SHARED, shared.size());
    }

    /** Returns the description as a whole, and each of its sentences. */
    private static List<String> texts(ToolSpec tool) {
        String description = USE_WHEN.matcher(tool.description().strip()).replaceFirst("");
        List<String> texts = new ArrayList<>();
        texts.add(description.isEmpty() ? Capability.nameOf(tool) : description);
        for (String sentence : description.split("(?<=[.:;?!])\\s+", -1)) {
            if (sentence.length() > 3 && sentence.length() < description.length()) {
                texts.add(sentence);
            }
        }
        return texts;
    }

    private static Set<String> stems(String text) {
        Set<String> stems = new HashSet<>();
        for (String word : UtteranceWords.contentWords(text)) {
            stems.add(word.length() > 3 && word.endsWith("s") ? word.substring(0, word.length() - 1) : word);
        }
        return stems;
    }
}

package dev.tandem.workers.speech.local.hibari;

import dev.tandem.workers.speech.local.onnx.OnnxModels;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Looks words up in misaki's American lexicon, which gives their phonemes. Of a word with several readings the usual
 * one is taken; at the end of a phrase, the one that the lexicon gives for that place.
 */
final class Lexicon {

    private final Map<String, String> words;
    private final Map<String, String> atEnd;

    Lexicon(Map<String, String> words, Map<String, String> atEnd) {
        this.words = Map.copyOf(words);
        this.atEnd = Map.copyOf(atEnd);
    }

    static Lexicon load(OnnxModels models) {
        Map<String, String> words = new HashMap<>();
        Map<String, String> atEnd = new HashMap<>();
        // The gold lexicon is checked by people and wins.
        for (String file : new String[] {"hibari/lexicon_us_silver.json.gz", "hibari/lexicon_us_gold.json.gz"}) {
            for (Map.Entry<String, JsonNode> entry : models.json(file).properties()) {
                JsonNode reading = entry.getValue();
                if (reading.isObject()) {
                    words.put(entry.getKey(), reading.path("DEFAULT").asString(""));
                    if (reading.path("None").isString()) {
                        atEnd.put(entry.getKey(), reading.path("None").asString());
                    }
                } else if (reading.isString()) {
                    words.put(entry.getKey(), reading.asString());
                }
            }
        }
        return new Lexicon(words, atEnd);
    }

    /**
     * Returns the phonemes of a word as it is written, else in lower case, else capitalised; null if it is not known.
     */
    @Nullable String reading(String word, boolean end) {
        String lower = word.toLowerCase(Locale.ROOT);
        for (String form : new String[] {word, lower, capitalised(lower)}) {
            String reading = end ? atEnd.get(form) : null;
            if (reading == null) {
                reading = words.get(form);
            }
            if (reading != null && !reading.isEmpty()) {
                return reading;
            }
        }
        return null;
    }

    private static String capitalised(String lower) {
        return lower.isEmpty() ? lower : lower.substring(0, 1).toUpperCase(Locale.ROOT) + lower.substring(1);
    }
}

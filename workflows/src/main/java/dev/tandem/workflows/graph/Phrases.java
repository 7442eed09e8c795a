package dev.tandem.workflows.graph;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.Collections;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Holds the sentences that the platform says by itself in the calls of one document. Each language that the build knows
 * has a resource {@code phrases/<BCP 47 tag>.json} beside this class. A document may replace any of its sentences.
 *
 * @param texts templates, one for each phrase
 */
public record Phrases(Map<Phrase, String> texts) {

    /**
     * The language that is spoken where neither the document nor the build has sentences. Such a document does not pass
     * the publish gate.
     */
    private static final String OTHERWISE = "en";

    private static final Map<String, Phrases> STANDARD = new ConcurrentHashMap<>();

    /**
     * Checks that there is a text for each phrase.
     *
     * @throws IllegalArgumentException if a phrase is missing
     */
    public Phrases {
        // Map.copyOf has another order in each process; the order here is that of the gate's findings.
        texts = Collections.unmodifiableMap(new TreeMap<>(texts));
        if (texts.size() < Phrase.values().length) {
            throw new IllegalArgumentException("a phrase is missing; there are only " + texts.keySet());
        }
    }

    /** Returns the template of a phrase. */
    public String text(Phrase phrase) {
        return texts.getOrDefault(phrase, "");
    }

    /**
     * Returns the document's own sentences, and the language's for the rest.
     *
     * @param language BCP 47
     */
    public static Phrases of(String language, Map<Phrase, String> own) {
        Optional<Phrases> known = standard(language);
        Map<Phrase, String> texts =
                new EnumMap<>(known.or(() -> standard(OTHERWISE)).orElseThrow().texts());
        if (known.isEmpty()) {
            // Versions were published before there was this phrase. Silence is better than another language.
            texts.put(Phrase.HOLD, "");
        }
        texts.putAll(own);
        return new Phrases(texts);
    }

    /**
     * Returns the sentences that the build has for a language; empty: the build does not know it. The lookup is that of
     * RFC 4647: {@code de-AT}, then {@code de}.
     *
     * @param language BCP 47
     */
    public static Optional<Phrases> standard(String language) {
        String tag = Locale.forLanguageTag(language).toLanguageTag();
        Optional<Phrases> found = resource(tag);
        for (int end = tag.lastIndexOf('-'); found.isEmpty() && end > 0; end = tag.lastIndexOf('-', end - 1)) {
            found = resource(tag.substring(0, end));
        }
        return found;
    }

    private static Optional<Phrases> resource(String tag) {
        Phrases read = STANDARD.get(tag);
        if (read != null) {
            return Optional.of(read);
        }
        try (InputStream file = Phrases.class.getResourceAsStream("phrases/" + tag + ".json")) {
            Optional<Phrases> phrases = Optional.ofNullable(file).map(Phrases::read);
            phrases.ifPresent(known -> STANDARD.put(tag, known));
            return phrases;
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private static Phrases read(InputStream file) {
        JsonNode texts = JsonMapper.shared().readTree(file);
        return new Phrases(Arrays.stream(Phrase.values())
                .collect(Collectors.toMap(
                        phrase -> phrase, phrase -> texts.path(phrase.field()).stringValue())));
    }
}

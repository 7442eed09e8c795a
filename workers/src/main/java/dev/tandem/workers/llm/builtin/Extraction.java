package dev.tandem.workers.llm.builtin;

import dev.tandem.workers.itn.SpelledCode;
import dev.tandem.workers.itn.SpokenValues;
import dev.tandem.workers.itn.UtteranceWords;
import dev.tandem.workflows.variable.DataType;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

/**
 * Takes values from what a caller said, by the type of the parameter.
 *
 * @param spoken reads the values
 */
record Extraction(SpokenValues spoken) {

    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
    private static final Pattern DIGITS = Pattern.compile("\\d{2,30}");
    private static final Pattern SHORT_DIGITS = Pattern.compile("\\d{1,30}");
    private static final Pattern LEAD_IN = Pattern.compile(
            "^(?:(?:um|uh|well|yes|yeah|sure|ok|okay|so)[,.]?\\s+)*"
                    + "(?:(?:my|the|our)\\s+[\\w' ]{1,30}?\\s+is\\s+|it\\s+is\\s+|it['’]s\\s+|that['’]s\\s+|this\\s+is\\s+"
                    + "|i\\s+am\\s+|i['’]m\\s+)?",
            Pattern.CASE_INSENSITIVE);
    /** The most words between a value and the name before it: {@code my customer number is …}. */
    private static final int LABEL_REACH = 6;

    /**
     * Returns the value that the words give a parameter, normalised.
     *
     * @param asked whether the caller was just asked for it: plain words and bare answers then count
     * @param rivals names of other parameters: a value that follows one of them belongs to it
     */
    Optional<JsonNode> value(Parameter parameter, String text, boolean asked, Set<String> rivals) {
        if (!parameter.enumeration().isEmpty()) {
            return oneOf(parameter.enumeration(), text);
        }
        return switch (parameter.type()) {
            case STRING -> string(parameter, text, asked, rivals);
            case DIGITS -> code(digits(parameter, asked), parameter, text, rivals);
            case BOOLEAN -> asked ? spoken.read(DataType.BOOLEAN, text).clear() : Optional.empty();
            case INTEGER, NUMBER, DATE, TIME, DATETIME, PHONE, EMAIL, CURRENCY ->
                spoken.read(parameter.type(), text).clear();
        };
    }

    private static Optional<JsonNode> string(Parameter parameter, String text, boolean asked, Set<String> rivals) {
        Pattern pattern = parameter.pattern();
        if (pattern != null && parameter.isCode()) {
            return code(pattern, parameter, text, rivals);
        }
        return asked ? plainWords(pattern, text) : Optional.empty();
    }

    private static Optional<JsonNode> plainWords(@Nullable Pattern pattern, String text) {
        String words = LEAD_IN.matcher(text.strip()).replaceFirst("").replaceAll("[.,!?\\s]+$", "");
        return words.isEmpty() || (pattern != null && !pattern.matcher(words).matches())
                ? Optional.empty()
                : Optional.of(JSON.stringNode(words));
    }

    private static Pattern digits(Parameter parameter, boolean asked) {
        Pattern pattern = parameter.pattern();
        return pattern != null ? pattern : asked ? SHORT_DIGITS : DIGITS;
    }

    private static Optional<JsonNode> code(Pattern pattern, Parameter parameter, String text, Set<String> rivals) {
        List<String> words = UtteranceWords.words(text);
        return SpelledCode.find(pattern, words)
                .filter(match -> !introducedByRival(words, match.start(), parameter.labels(), rivals))
                .map(match -> JSON.stringNode(match.code()));
    }

    private static boolean introducedByRival(List<String> words, int start, Set<String> own, Set<String> rivals) {
        for (int at = start - 1; at >= Math.max(0, start - LABEL_REACH); at--) {
            if (own.contains(words.get(at))) {
                return false;
            }
            if (rivals.contains(words.get(at))) {
                return true;
            }
        }
        return false;
    }

    private static Optional<JsonNode> oneOf(List<String> values, String text) {
        String said = " " + String.join(" ", UtteranceWords.words(text)) + " ";
        return values.stream()
                .filter(value ->
                        said.contains(" " + String.join(" ", UtteranceWords.words(value.replace('_', ' '))) + " "))
                .max(Comparator.comparingInt(String::length))
                .map(JSON::stringNode);
    }
}

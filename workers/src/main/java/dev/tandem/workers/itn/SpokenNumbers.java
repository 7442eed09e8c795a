package dev.tandem.workers.itn;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

/** Reads numbers, and digits that are read out. */
final class SpokenNumbers {

    private static final CodePattern DIGITS = CodePattern.of("\\d{1,64}").orElseThrow();

    private static final Set<String> BEFORE_PRONOUN = Set.of(
            "that", "this", "which", "another", "no", "every", "any", "each", "some", "other", "right", "last", "first",
            "second", "large", "small", "big", "the");

    private static final Set<String> AFTER_OTHERS = Set.of(
            "am", "pm", "o'clock", "st", "nd", "rd", "th", "dollars", "dollar", "euros", "euro", "pounds", "pound",
            "cents", "percent");

    private SpokenNumbers() {}

    static Reading number(String text) {
        return Settlement.of(
                Repairs.of(text, Repairs.Kind.PLAIN),
                (part, _) -> values(part.text()).stream()
                        .<Reading>map(value -> new Reading.Value(JsonNodeFactory.instance.numberNode(value)))
                        .toList());
    }

    static Reading whole(String text) {
        return Settlement.of(
                Repairs.of(text, Repairs.Kind.PLAIN),
                (part, _) ->
                        values(part.text()).stream().map(SpokenNumbers::whole).toList());
    }

    private static Reading whole(BigDecimal value) {
        BigDecimal plain = value.stripTrailingZeros();
        return plain.scale() <= 0
                ? new Reading.Value(JsonNodeFactory.instance.numberNode(plain.longValue()))
                : new Reading.Unclear("is " + plain.toPlainString() + ", not a whole number; ask for a whole one");
    }

    /** Reads digits. A number is unclear: {@code one hundred twenty three} may be 123 or 10023. */
    static Reading digits(String text) {
        return Settlement.of(Repairs.of(text, Repairs.Kind.SPELLED), (part, before) -> digits(part, before));
    }

    private static List<Reading> digits(Repairs.Part part, Optional<JsonNode> before) {
        List<String> words = withZeros(UtteranceWords.words(withPauses(part.text())));
        for (int at = 0; at + 1 < words.size(); at++) {
            boolean scale = words.get(at).equals("hundred") || words.get(at).equals("thousand");
            String next =
                    words.get(at + 1).equals("and") && at + 2 < words.size() ? words.get(at + 2) : words.get(at + 1);
            if (scale && NumberWords.isNumberWord(next)) {
                return List.of(new Reading.Unclear("is said as a number; ask for the digits one by one"));
            }
        }
        List<String> codes = SpelledCode.likeliest(DIGITS, words).stream()
                .map(SpelledCode.Match::code)
                .distinct()
                .toList();
        boolean corrects = part.corrects() && before.isPresent() && !codes.isEmpty();
        return corrects && codes.getFirst().length() < before.get().asString().length()
                ? List.of(new Reading.Unclear("corrects only some of the digits; ask for all of them"))
                : codes.stream().map(Reading::text).toList();
    }

    /** Writes {@code twenty, seven} with digits, so that the pause in it is not lost. */
    static String withPauses(String text) {
        StringBuilder written = new StringBuilder();
        int copied = 0;
        for (SaidTokens.Token token : SaidTokens.of(text)) {
            Integer tens = token.ends() ? NumberWords.tens(token.word()) : null;
            if (tens != null) {
                written.append(text, copied, token.start()).append(tens).append(", ");
                copied = token.end();
            }
        }
        return written.append(text.substring(copied)).toString();
    }

    /** Writes {@code oh} beside a number as a zero, so that reading it takes no liberty. */
    private static List<String> withZeros(List<String> words) {
        List<String> plain = new ArrayList<>(words);
        for (int at = 0; at < words.size(); at++) {
            boolean beside =
                    (at > 0 && isNumber(words.get(at - 1))) || (at + 1 < words.size() && isNumber(words.get(at + 1)));
            if (beside && (words.get(at).equals("oh") || words.get(at).equals("o"))) {
                plain.set(at, "zero");
            }
        }
        return plain;
    }

    private static boolean isNumber(String word) {
        return Character.isDigit(word.charAt(0)) || NumberWords.isNumberWord(word);
    }

    /** Returns the different values that the words name, in their order. */
    private static List<BigDecimal> values(String text) {
        String joined = text.replaceAll("(?<=\\d),(?=\\d{3}\\b)", "")
                .replaceAll("(?<=\\d)\\.(?=\\d)", " point ")
                .replaceAll("(?<![\\w])-(?=\\d)", "minus ");
        List<String> words = UtteranceWords.words(joined);
        List<NumberWords.Reading> found = withYears(NumberWords.all(words));
        List<NumberWords.Reading> plain =
                found.stream().filter(one -> !isOfSomethingElse(words, one)).toList();
        Map<BigDecimal, BigDecimal> values = new LinkedHashMap<>();
        for (NumberWords.Reading one : plain.isEmpty() ? found : plain) {
            BigDecimal value = negative(words, one) ? one.value().negate() : one.value();
            values.putIfAbsent(value.stripTrailingZeros(), value);
        }
        return List.copyOf(values.values());
    }

    /** Reads {@code nineteen eighty five} as one number. */
    private static List<NumberWords.Reading> withYears(List<NumberWords.Reading> found) {
        List<NumberWords.Reading> joined = new ArrayList<>();
        for (NumberWords.Reading next : found) {
            NumberWords.Reading last = joined.isEmpty() ? null : joined.getLast();
            if (last != null && last.end() == next.start() && isCentury(last.value()) && isYear(next.value())) {
                joined.removeLast();
                BigDecimal year = last.value().movePointRight(2).add(next.value());
                joined.add(new NumberWords.Reading(year, last.start(), next.end()));
            } else {
                joined.add(next);
            }
        }
        return joined;
    }

    private static boolean isCentury(BigDecimal value) {
        return value.compareTo(BigDecimal.valueOf(19)) == 0 || value.compareTo(BigDecimal.valueOf(20)) == 0;
    }

    private static boolean isYear(BigDecimal value) {
        return value.compareTo(BigDecimal.TEN) >= 0 && value.compareTo(BigDecimal.valueOf(100)) < 0;
    }

    /**
     * Whether a number belongs to a time, a date or an amount beside it, or stands for a noun: {@code two at seven pm},
     * {@code the large one}.
     */
    private static boolean isOfSomethingElse(List<String> words, NumberWords.Reading one) {
        String before = one.start() == 0 ? "" : words.get(one.start() - 1);
        String after = one.end() == words.size() ? "" : words.get(one.end());
        boolean isPronoun =
                one.end() - one.start() == 1 && words.get(one.start()).equals("one") && BEFORE_PRONOUN.contains(before);
        return isPronoun
                || AFTER_OTHERS.contains(after)
                || (CalendarWords.month(before) != null && before.length() > 3);
    }

    private static boolean negative(List<String> words, NumberWords.Reading reading) {
        String before = reading.start() == 0 ? "" : words.get(reading.start() - 1);
        return before.equals("minus") || before.equals("negative");
    }
}

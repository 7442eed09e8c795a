package dev.tandem.workers.itn;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import tools.jackson.databind.node.JsonNodeFactory;

/** Reads numbers, and digits that are read out. */
final class SpokenNumbers {

    private static final Pattern DIGITS = Pattern.compile("\\d{1,64}");

    private SpokenNumbers() {}

    static Reading number(String text) {
        return value(text)
                .<Reading>map(value -> new Reading.Value(JsonNodeFactory.instance.numberNode(value)))
                .orElseGet(Reading.Nothing::new);
    }

    static Reading whole(String text) {
        Optional<BigDecimal> value = value(text);
        if (value.isEmpty()) {
            return new Reading.Nothing();
        }
        BigDecimal plain = value.get().stripTrailingZeros();
        return plain.scale() <= 0
                ? new Reading.Value(JsonNodeFactory.instance.numberNode(plain.longValue()))
                : new Reading.Unclear("is " + plain.toPlainString() + ", not a whole number; ask for a whole one");
    }

    /** Reads digits. A number is unclear: {@code one hundred twenty three} may be 123 or 10023. */
    static Reading digits(String text) {
        List<String> words = withZeros(UtteranceWords.words(text));
        for (int at = 0; at + 1 < words.size(); at++) {
            boolean scale = words.get(at).equals("hundred") || words.get(at).equals("thousand");
            String next =
                    words.get(at + 1).equals("and") && at + 2 < words.size() ? words.get(at + 2) : words.get(at + 1);
            if (scale && NumberWords.isNumberWord(next)) {
                return new Reading.Unclear("is said as a number; ask for the digits one by one");
            }
        }
        return SpelledCode.find(DIGITS, words)
                .map(match -> Reading.text(match.code()))
                .orElseGet(Reading.Nothing::new);
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

    /** Returns the last value, because a speaker corrects an earlier one with a later one. */
    private static Optional<BigDecimal> value(String text) {
        String joined = text.replaceAll("(?<=\\d),(?=\\d{3}\\b)", "")
                .replaceAll("(?<=\\d)\\.(?=\\d)", " point ")
                .replaceAll("(?<![\\w])-(?=\\d)", "minus ");
        List<String> words = UtteranceWords.words(joined);
        return NumberWords.last(words)
                .map(reading -> negative(words, reading) ? reading.value().negate() : reading.value());
    }

    private static boolean negative(List<String> words, NumberWords.Reading reading) {
        String before = reading.start() == 0 ? "" : words.get(reading.start() - 1);
        return before.equals("minus") || before.equals("negative");
    }
}

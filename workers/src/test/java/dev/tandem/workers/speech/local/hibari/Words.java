package dev.tandem.workers.speech.local.hibari;

import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;

/** Compares transcripts without case, punctuation and spaces, and with spelled numbers as digits. */
public final class Words {

    private static final Map<String, String> DIGITS = Map.of(
            "zero", "0", "one", "1", "two", "2", "three", "3", "four", "4", "five", "5", "six", "6", "seven", "7",
            "eight", "8", "nine", "9");

    public static String plain(String text) {
        String plain = text.toLowerCase(Locale.ROOT);
        for (Map.Entry<String, String> digit : DIGITS.entrySet()) {
            plain = Pattern.compile("\\b" + digit.getKey() + "\\b")
                    .matcher(plain)
                    .replaceAll(digit.getValue());
        }
        return plain.replaceAll("[^a-z0-9]", "");
    }

    private Words() {}
}

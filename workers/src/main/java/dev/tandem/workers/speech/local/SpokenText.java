package dev.tandem.workers.speech.local;

import java.text.Normalizer;
import java.util.List;
import java.util.stream.Stream;

/**
 * Writes text as an American reads it aloud: letters, apostrophes and punctuation only. Numbers, money, dates, times, ids
 * and addresses become words; a single capital is a letter to be named; symbols nobody says are dropped.
 */
final class SpokenText {

    /** What is typed in several ways, in one. */
    private static final List<Rule> TYPOGRAPHY = List.of(
            Rule.of("[‘’ʼ`´]", "'"),
            Rule.of("[\"“”„«»]", " "),
            Rule.of("\\.\\.\\.+", "…"),
            // Emphasis and headings of Markdown.
            Rule.of("\\*+|(?<!\\w)_+|_+(?!\\w)|(?m)^\\s*#+\\s+|(?m)^\\s*[-•]\\s+", " "),
            Rule.of("\\[([^\\]]*)\\]\\([^)]*\\)", match -> match.group(1)),
            Rule.of("\\R\\s*\\R+", ". "),
            Rule.of("\\s+", " "));

    /** Most specific first: what one rule has written, no later one reads as a number. */
    private static final List<Rule> WRITTEN = Stream.of(
                    SpokenAddresses.RULES,
                    SpokenTimes.RULES,
                    SpokenAbbreviations.RULES,
                    SpokenMoney.RULES,
                    SpokenIds.RULES,
                    SpokenNumbers.RULES)
            .flatMap(List::stream)
            .toList();

    private static final List<Rule> SYMBOLS = List.of(
            Rule.of("&", " and "),
            Rule.of("@", " at "),
            Rule.of("%", " percent"),
            Rule.of("\\+", " plus "),
            Rule.of("(?<=\\w) ?= ?(?=\\w)", " equals "),
            Rule.of("(?i)\\band/or\\b", "and or"),
            Rule.of("(?<=\\w)/(?=\\w)", " slash "),
            Rule.of("°", " degrees "),
            Rule.of("\\s[-–—]+\\s|[–—]|--+", ", "),
            Rule.of("[()\\[\\]{}]", ", "),
            Rule.of("(?<=\\p{L})[-_](?=\\p{L})", " "));

    private static final List<Rule> LETTERS = List.of(
            // The article. A capital A anywhere else is the letter.
            Rule.of(
                    "(^|[.!?…] )A(?= [\\p{Ll}]{2,})(?! (?:zero|one|two|three|four|five|six|seven|eight|nine)\\b)",
                    match -> match.group(1) + "a"),
            Rule.of("(?<=[\\p{Lu}]{2} )A(?= [\\p{Lu}]{2})", "a"),
            // Spelled: without pauses the names of letters run into each other.
            Rule.of(
                    "(?<![\\p{L}'])\\p{Lu}(?: \\p{Lu}){2,}(?![\\p{L}'])",
                    match -> match.group().replace(" ", ", ")));

    private static final List<Rule> TIDY = List.of(
            Rule.of("[^\\p{L}\\p{M}',.;:!?… ]+", " "),
            Rule.of("(?<!\\p{L})'|'(?![\\p{L}])(?<!s')", " "),
            Rule.of("\\s+", " "),
            Rule.of(" (?=[,.;:!?…])", ""),
            Rule.of("[,;:](?=[,.;:!?…])", ""),
            Rule.of("([.!?…])[,.;:]+", match -> match.group(1)),
            Rule.of("(?<=[,;:!?…])(?=\\p{L})", " "),
            Rule.of("^[,.;:!?… ]+", ""));

    private SpokenText() {}

    static String of(String text) {
        String spoken = Normalizer.normalize(text, Normalizer.Form.NFC);
        for (List<Rule> rules : List.of(TYPOGRAPHY, WRITTEN, SYMBOLS, LETTERS, TIDY)) {
            spoken = Rule.apply(rules, spoken);
        }
        return spoken.strip();
    }
}

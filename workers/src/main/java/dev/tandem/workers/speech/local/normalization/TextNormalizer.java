package dev.tandem.workers.speech.local.normalization;

import java.text.Normalizer;
import java.util.List;
import java.util.stream.Stream;

/**
 * Writes text as an American reads it aloud: letters, apostrophes and punctuation only. Numbers, money, dates, times,
 * ids and addresses become words. A single capital is a letter to be named. Symbols that nobody says are dropped.
 */
public final class TextNormalizer {

    /** Unifies characters that are typed in several ways. */
    private static final List<Replacement> TYPOGRAPHY = List.of(
            // What was escaped twice is unescaped twice.
            Replacement.of(EntityNormalizer.ENTITY, match -> EntityNormalizer.character(match.group())),
            Replacement.of(EntityNormalizer.ENTITY, match -> EntityNormalizer.character(match.group())),
            Replacement.of(EntityNormalizer.ENTITY, match -> EntityNormalizer.character(match.group())),
            Replacement.of("[‘’ʼ`´]", "'"),
            Replacement.of("[\"“”„«»]", " "),
            Replacement.of("\\.\\.\\.+", "…"),
            // Boxes of a list of tasks: one that is not ticked is not done.
            Replacement.of(
                    "(?m)^[ \\t]*(?:[-*+•][ \\t]+)?(?:\\[[xX✓✔]\\]|[☑✅✔✓])[ \\t]*(?=\\S)",
                    match -> match.start() > 0 ? ". " : ""),
            Replacement.of(
                    "(?m)^[ \\t]*(?:[-*+•][ \\t]+)?(?:\\[ ?\\]|☐)[ \\t]*(?=\\S)",
                    match -> match.start() > 0 ? ". Not yet: " : "Not yet: "),
            Replacement.of("</?[A-Za-z][^<>]{0,200}>", " "),
            // Emphasis and headings of Markdown.
            Replacement.of("\\*+|(?<!\\w)_+|_+(?!\\w)|(?m)^\\s*#+\\s+|(?m)^\\s*[-•]\\s+", " "),
            Replacement.of("\\[([^\\]]*)\\]\\([^)]*\\)", match -> match.group(1)),
            Replacement.of("\\R\\s*\\R+", ". "),
            Replacement.of("\\s+", " "));

    /** The rules, the most specific first: no later rule reads the words of an earlier one as a number. */
    private static final List<Replacement> WRITTEN = Stream.of(
                    AddressNormalizer.RULES,
                    EuropeanNumberNormalizer.RULES,
                    RangeNormalizer.RULES,
                    TimeNormalizer.RULES,
                    AbbreviationNormalizer.RULES,
                    MoneyNormalizer.RULES,
                    IdNormalizer.RULES,
                    NumberNormalizer.RULES)
            .flatMap(List::stream)
            .toList();

    private static final List<Replacement> SYMBOLS = List.of(
            Replacement.of("&", " and "),
            Replacement.of("@", " at "),
            Replacement.of("%", " percent"),
            Replacement.of("\\+", " plus "),
            Replacement.of("(?<=\\w) ?= ?(?=\\w)", " equals "),
            Replacement.of("(?i)\\band/or\\b", "and or"),
            Replacement.of("(?<=\\w)/(?=\\w)", " slash "),
            Replacement.of("°", " degrees "),
            Replacement.of("\\s[-–—]+\\s|[–—]|--+", ", "),
            Replacement.of("[()\\[\\]{}]", ", "),
            Replacement.of("(?<=\\p{L})[-_](?=\\p{L})", " "));

    private static final List<Replacement> LETTERS = List.of(
            // The article "a". A capital A anywhere else is the letter.
            Replacement.of(
                    "(^|[.!?…] )A(?= [\\p{Ll}]{2,})(?! (?:zero|one|two|three|four|five|six|seven|eight|nine)\\b)",
                    match -> match.group(1) + "a"),
            Replacement.of("(?<=[\\p{Lu}]{2} )A(?= [\\p{Lu}]{2})", "a"),
            // The names of letters need pauses, because they run into each other otherwise.
            Replacement.of(
                    "(?<![\\p{L}'])\\p{Lu}(?: \\p{Lu}){2,}(?![\\p{L}'])",
                    match -> match.group().replace(" ", ", ")));

    private static final List<Replacement> TIDY = List.of(
            Replacement.of("[^\\p{L}\\p{M}',.;:!?… ]+", " "),
            Replacement.of("(?<!\\p{L})'|'(?![\\p{L}])(?<!s')", " "),
            Replacement.of("\\s+", " "),
            Replacement.of(" (?=[,.;:!?…])", ""),
            Replacement.of("[,;:](?=[,.;:!?…])", ""),
            Replacement.of("([.!?…])[,.;:]+", match -> match.group(1)),
            Replacement.of("(?<=[,;:!?…])(?=\\p{L})", " "),
            Replacement.of("^[,.;:!?… ]+", ""));

    private TextNormalizer() {}

    public static String of(String text) {
        String spoken = Normalizer.normalize(text, Normalizer.Form.NFC);
        for (List<Replacement> rules : List.of(TYPOGRAPHY, WRITTEN, SYMBOLS, LETTERS, TIDY)) {
            spoken = Replacement.apply(rules, spoken);
        }
        return spoken.strip();
    }
}

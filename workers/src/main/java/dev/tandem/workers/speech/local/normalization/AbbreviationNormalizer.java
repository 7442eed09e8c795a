package dev.tandem.workers.speech.local.normalization;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Expands abbreviations, so that their dots do not end a sentence. */
final class AbbreviationNormalizer {

    /** Abbreviations before a name. */
    private static final Map<String, String> TITLES = Map.ofEntries(
            Map.entry("Mr", "Mister"),
            Map.entry("Mrs", "Mrs"),
            Map.entry("Ms", "Miz"),
            Map.entry("Dr", "Doctor"),
            Map.entry("Prof", "Professor"),
            Map.entry("St", "Saint"),
            Map.entry("Mt", "Mount"),
            Map.entry("Capt", "Captain"),
            Map.entry("Lt", "Lieutenant"),
            Map.entry("Sgt", "Sergeant"),
            Map.entry("Gen", "General"),
            Map.entry("Rev", "Reverend"));

    /** Abbreviations after a name, in addresses. */
    private static final Map<String, String> STREETS = Map.of(
            "St",
            "Street",
            "Dr",
            "Drive",
            "Ave",
            "Avenue",
            "Blvd",
            "Boulevard",
            "Rd",
            "Road",
            "Ln",
            "Lane",
            "Hwy",
            "Highway",
            "Pkwy",
            "Parkway",
            "Ct",
            "Court");

    private static final Map<String, String> OTHERS = Map.ofEntries(
            Map.entry("e.g.", "for example"),
            Map.entry("i.e.", "that is"),
            Map.entry("vs.", "versus"),
            Map.entry("approx.", "approximately"),
            Map.entry("incl.", "including"),
            Map.entry("excl.", "excluding"),
            Map.entry("est.", "estimated"),
            Map.entry("min.", "minimum"),
            Map.entry("max.", "maximum"),
            Map.entry("dept.", "department"),
            Map.entry("Dept.", "Department"),
            Map.entry("Apt.", "Apartment"),
            Map.entry("Ste.", "Suite"),
            Map.entry("w/o", "without"),
            Map.entry("w/", "with"));

    /** Abbreviations with a dot, which stays where it also ends the sentence. */
    private static final Map<String, String> LAST = Map.of(
            "etc",
            "et cetera",
            "Inc",
            "Incorporated",
            "Ltd",
            "Limited",
            "Corp",
            "Corporation",
            "Co",
            "Company",
            "Jr",
            "Junior",
            "Sr",
            "Senior");

    static final List<Replacement> RULES = List.of(
            Replacement.of(
                    "(?<=\\p{Lu}\\p{Ll}{1,20} )(" + any(STREETS)
                            + ")\\b(?:\\.(?= ?[,\\p{Ll}\\d]| Apt| Ste)|(?=,|\\.?$|\\. ))",
                    match -> STREETS.getOrDefault(match.group(1), "")),
            Replacement.of(
                    "\\b(" + any(TITLES) + ")\\b\\.? (?=\\p{Lu})",
                    match -> TITLES.getOrDefault(match.group(1), "") + " "),
            Replacement.of("\\b[Nn]os?\\. ?(?=\\d)", "number "),
            Replacement.of("(?<![\\w.])(" + any(OTHERS) + ")(?!\\w)", match -> OTHERS.getOrDefault(match.group(1), "")),
            Replacement.of("(?<=w/|w/o)(?=\\w)", " "),
            Replacement.of(
                    "(?<![\\w.])(" + any(LAST) + ")(?:\\.(?!\\s*$|\\s+\\p{Lu})|(?=\\.))",
                    match -> LAST.getOrDefault(match.group(1), "")),
            // Initials and abbreviations with several dots: U.S., J. R. R. Tolkien.
            Replacement.of("(?<![\\w.])(?:\\p{L}\\.){2,}(?![\\p{L}\\d])", AbbreviationNormalizer::initials),
            Replacement.of("(?<=\\b\\p{Lu})\\.(?= \\p{Lu}\\.)", ""),
            Replacement.of("(?<=(?:^|[.!?] |\\p{Lu}\\p{L}{0,20} )\\p{Lu})(?<!\\b[AP] M)\\.(?= \\p{Lu}\\p{Ll})", ""),
            Replacement.of(
                    "\\b(?:Mon|Tues?|Wed|Thu(?:rs)?|Fri|Sat|Sun)(?:\\.,?|,) (?=\\p{Lu}\\p{Ll}{2}|\\d)",
                    AbbreviationNormalizer::weekday),
            Replacement.of("\\bASAP\\b", "as soon as possible"));

    private AbbreviationNormalizer() {}

    private static String any(Map<String, String> table) {
        return table.keySet().stream()
                .sorted((a, b) -> b.length() - a.length())
                .map(java.util.regex.Pattern::quote)
                .collect(Collectors.joining("|"));
    }

    private static String initials(MatchResult match) {
        String letters = match.group().replace(".", "");
        return letters.length() < 3 ? IdNormalizer.letters(letters) : letters.toUpperCase(Locale.ROOT);
    }

    private static String weekday(MatchResult match) {
        String written = match.group().substring(0, 3);
        return Stream.of("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
                .filter(day -> day.startsWith(written))
                .map(day -> day + ", ")
                .findFirst()
                .orElse(match.group());
    }
}

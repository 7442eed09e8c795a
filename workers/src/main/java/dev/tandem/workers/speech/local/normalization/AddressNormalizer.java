package dev.tandem.workers.speech.local.normalization;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads e-mail addresses, and web addresses by their host: "example dot com". */
final class AddressNormalizer {

    private static final String HOST = "[\\p{L}\\d](?:[\\p{L}\\d-]*[\\p{L}\\d])?";

    /** Domains under which a name without a scheme is surely an address. */
    private static final String DOMAINS =
            "(?:com|org|net|edu|gov|info|biz|io|dev|app|ai|co|shop|store|us|uk|de|eu|ca|au)";

    private static final Map<Character, String> SYMBOLS = Map.ofEntries(
            Map.entry('.', "dot"),
            Map.entry('@', "at"),
            Map.entry('-', "dash"),
            Map.entry('_', "underscore"),
            Map.entry('/', "slash"),
            Map.entry('+', "plus"),
            Map.entry('?', "question mark"),
            Map.entry('=', "equals"),
            Map.entry('&', "and"),
            Map.entry('#', "hash"),
            Map.entry(':', "colon"),
            Map.entry('%', "percent"),
            Map.entry('~', "tilde"));

    private static final Set<String> SPELLED = Set.of("io", "ai", "us", "uk", "de", "eu", "ca", "au");

    private static final Pattern PART = Pattern.compile("\\p{L}+|\\d+|[^\\p{L}\\d]");

    /** Port, path and query of a web address, which nobody says. A mark behind them ends the sentence. */
    private static final String REST = "(?::\\d{1,5})?(?:[/?#](?:[^\\s,;!\"<>]*[\\p{L}\\d/=_-])?)?";

    static final List<Replacement> RULES = List.of(
            Replacement.of(
                    "\\b(?i:https?|ftp)://(?:[^\\s/@]*@)?(?i:www\\.)?(" + HOST + "(?:\\." + HOST + ")*)" + REST,
                    match -> spoken(match.group(1))),
            Replacement.of("\\bwww\\.((?:" + HOST + "\\.)+\\p{L}{2,})" + REST, match -> spoken(match.group(1))),
            Replacement.of("[\\w.+-]*\\w@" + HOST + "(?:\\." + HOST + ")+", match -> spoken(match.group())),
            Replacement.of(
                    "\\b((?:" + HOST + "\\.)+" + DOMAINS + ")(?![\\p{L}\\d])" + REST, match -> spoken(match.group(1))));

    private AddressNormalizer() {}

    private static String spoken(String address) {
        StringBuilder spoken = new StringBuilder();
        Matcher parts = PART.matcher(address);
        boolean afterDot = false;
        while (parts.find()) {
            spoken.append(spoken.isEmpty() ? "" : " ").append(part(parts.group(), afterDot));
            afterDot = parts.group().equals(".");
        }
        return spoken.toString();
    }

    private static String part(String part, boolean afterDot) {
        char first = part.charAt(0);
        if (Character.isDigit(first)) {
            return IdNormalizer.digits(part);
        }
        if (Character.isLetter(first)) {
            return part.length() == 1 || (afterDot && SPELLED.contains(part)) ? IdNormalizer.letters(part) : part;
        }
        return SYMBOLS.getOrDefault(first, "");
    }
}

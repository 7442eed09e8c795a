package dev.tandem.workers.speech.local.normalization;

import java.util.List;
import java.util.Locale;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads phone numbers and ids: digits one by one in groups, letters by name. */
final class IdNormalizer {

    /** Words that are followed by a number which nobody counts. */
    private static final String NUMBERED =
            "(?i:order|invoice|account|customer|ticket|tracking|confirmation|reference|booking|case|zip|postal|pin|card|phone"
                    + "|flight|room|extension|id|code|number|ending in|ends in)";

    private static final String LINK = "(?i:[ ,:]+(?:number|code|id|no\\.?|is|was))*[ :]*";

    /** More letters than these next to digits are a word. */
    private static final int LONGEST_SERIES = 4;

    private static final Pattern PART = Pattern.compile("\\p{L}+|\\d+");

    static final List<Replacement> RULES = List.of(
            Replacement.of(
                    "(?<![\\w-])(?:(\\+?1)[-. ])?\\(?(\\d{3})\\)?[-. ]{1,2}(\\d{3})[-. ](\\d{4})(?![\\w-])",
                    IdNormalizer::phone),
            Replacement.of("(?<![\\w-])()()(\\d{3})-(\\d{4})(?![\\w-])", IdNormalizer::phone),
            Replacement.of(
                    "\\+(?=(?:[ ()-]*\\d){7,15}(?!\\d))\\d[\\d ()-]*\\d",
                    match -> "plus " + groups(match.group().substring(1).split("[ ()-]+"))),
            Replacement.of(
                    "#(\\d+)",
                    match -> "number "
                            + (match.group(1).length() < 3
                                    ? NumberNormalizer.number(match.group(1))
                                    : digits(match.group(1)))),
            Replacement.of(
                    "\\b(" + NUMBERED + LINK + ")(\\d{3,})(?![\\w%]|[.,]\\d)",
                    match -> match.group(1) + digits(match.group(2))),
            Replacement.of(
                    "(?<![\\w'.-])(?=[\\p{L}\\d-]*\\d)(?=[\\d-]*\\p{L})(?!\\d+(?:st|nd|rd|th|ST|ND|RD|TH|s|x|k|h|m|g|l|L)\\b)"
                            + "(?!\\d+(?:[a-z]{2,4}|GB|MB|TB|kW|kWh)\\b)[\\p{L}\\d]+(?:-[\\p{L}\\d]+)*(?![\\w'])",
                    match -> id(match.group())));

    private IdNormalizer() {}

    private static String phone(MatchResult match) {
        StringBuilder spoken = new StringBuilder();
        for (int group = 1; group <= 4; group++) {
            String digits = match.group(group);
            if (digits != null && !digits.isEmpty()) {
                spoken.append(spoken.isEmpty() ? "" : ", ")
                        .append(digits.startsWith("+") ? "plus " : "")
                        .append(NumberNormalizer.digits(digits.replace("+", "")));
            }
        }
        return spoken.toString();
    }

    private static String groups(String[] groups) {
        StringBuilder spoken = new StringBuilder();
        for (String group : groups) {
            spoken.append(spoken.isEmpty() ? "" : ", ").append(digits(group));
        }
        return spoken.toString();
    }

    /** Reads digits as people say them: from six digits on, in groups of three or four. */
    static String digits(String digits) {
        if (digits.length() < 6) {
            return NumberNormalizer.digits(digits);
        }
        int size = digits.length() % 4 == 0 ? 4 : 3;
        // The last group takes the remaining digit: 3 + 4, 3 + 3 + 4.
        int first = digits.length() - size < size ? digits.length() : size;
        String rest = digits.substring(first);
        return NumberNormalizer.digits(digits.substring(0, first)) + (rest.isEmpty() ? "" : ", " + digits(rest));
    }

    private static String id(String written) {
        StringBuilder spoken = new StringBuilder();
        Matcher parts = PART.matcher(written);
        int before = 0;
        while (parts.find()) {
            boolean pause = parts.start() > before && parts.end() - before > 2 && before > 1;
            spoken.append(spoken.isEmpty() ? "" : pause ? ", " : " ").append(part(parts.group()));
            before = parts.end();
        }
        return spoken.toString();
    }

    private static String part(String part) {
        if (Character.isDigit(part.charAt(0))) {
            return digits(part);
        }
        boolean series =
                part.length() <= LONGEST_SERIES && (part.length() <= 2 || part.equals(part.toUpperCase(Locale.ROOT)));
        return series ? letters(part) : part;
    }

    /** Reads letters by name, one by one. */
    static String letters(String letters) {
        return String.join(" ", letters.toUpperCase(Locale.ROOT).split(""));
    }
}

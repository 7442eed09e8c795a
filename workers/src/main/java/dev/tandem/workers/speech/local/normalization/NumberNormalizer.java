package dev.tandem.workers.speech.local.normalization;

import com.ibm.icu.text.RuleBasedNumberFormat;
import java.math.BigDecimal;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.MatchResult;

/** Writes numbers in words, by ICU's spell-out rules for American English. */
final class NumberNormalizer {

    /** A number as it is written: with commas between thousands or without, perhaps with decimals. */
    static final String NUMBER = "\\d{1,3}(?:,\\d{3})+(?:\\.\\d+)?|\\d+(?:\\.\\d+)?";

    /** Longer numbers without commas are not amounts: nobody would count them. */
    private static final int LONGEST_AMOUNT = 7;

    private static final Map<String, String> FRACTIONS = Map.of(
            "1/2", "one half", "1/3", "one third", "2/3", "two thirds", "1/4", "one quarter", "3/4", "three quarters");

    private static final Map<String, String> VULGAR_FRACTIONS =
            Map.of("½", "half", "¼", "a quarter", "¾", "three quarters", "⅓", "a third", "⅔", "two thirds");

    /** Units, singular and plural. */
    private static final Map<String, String[]> UNITS = Map.ofEntries(
            Map.entry("km", unit("kilometer")),
            Map.entry("m", unit("meter")),
            Map.entry("cm", unit("centimeter")),
            Map.entry("mm", unit("millimeter")),
            Map.entry("kg", unit("kilogram")),
            Map.entry("g", unit("gram")),
            Map.entry("mg", unit("milligram")),
            Map.entry("lb", unit("pound")),
            Map.entry("lbs", unit("pound")),
            Map.entry("oz", unit("ounce")),
            Map.entry("ft", new String[] {"foot", "feet"}),
            Map.entry("l", unit("liter")),
            Map.entry("L", unit("liter")),
            Map.entry("ml", unit("milliliter")),
            Map.entry("GB", unit("gigabyte")),
            Map.entry("MB", unit("megabyte")),
            Map.entry("TB", unit("terabyte")),
            Map.entry("kW", unit("kilowatt")),
            Map.entry("kWh", unit("kilowatt hour")),
            Map.entry("mph", new String[] {"mile per hour", "miles per hour"}),
            Map.entry("km/h", new String[] {"kilometer per hour", "kilometers per hour"}),
            Map.entry("hr", unit("hour")),
            Map.entry("hrs", unit("hour")),
            Map.entry("h", unit("hour")),
            Map.entry("min", unit("minute")),
            Map.entry("mins", unit("minute")),
            Map.entry("sec", unit("second")),
            Map.entry("secs", unit("second")),
            Map.entry("ms", unit("millisecond")),
            Map.entry("°C", new String[] {"degree Celsius", "degrees Celsius"}),
            Map.entry("°F", new String[] {"degree Fahrenheit", "degrees Fahrenheit"}),
            Map.entry("x", new String[] {"times", "times"}));

    static final List<Replacement> RULES = List.of(
            Replacement.of("\\b(\\d+)(?:st|nd|rd|th|ST|ND|RD|TH)\\b", match -> ordinal(Long.parseLong(match.group(1)))),
            Replacement.of("(?:\\b|')((?:19|20)?\\d0)'?s\\b", match -> decade(match.group(1))),
            Replacement.of(
                    "(?i)\\b(in|since|until|year|late|early|mid) ((?:19|20)\\d\\d)\\b(?![.,]\\d|%)",
                    match -> match.group(1) + " " + year(Integer.parseInt(match.group(2)))),
            Replacement.of("\\b24/7\\b", "twenty four seven"),
            Replacement.of(
                    "(?<![\\d/])([123]/[234])(?![\\d/])",
                    match -> FRACTIONS.getOrDefault(match.group(), match.group())),
            Replacement.of("(\\d?) ?([½¼¾⅓⅔])", NumberNormalizer::mixed),
            Replacement.of("~ ?(?=\\d)", "about "),
            Replacement.of("(" + NUMBER + ") ?[-–] ?(?=\\d)", match -> match.group(1) + " to "),
            Replacement.of("(?<!\\w)[-−](?=\\d)", "minus "),
            Replacement.of("(?<=\\d) ?[x×] ?(?=\\d)", " by "),
            Replacement.of(
                    "(?<![\\w.])(" + NUMBER + ") ?(" + alternatives(UNITS.keySet()) + ")(?!\\w)",
                    NumberNormalizer::quantity),
            Replacement.of("\\d+(?:\\.\\d+){2,}", match -> version(match.group())),
            Replacement.of(NUMBER, match -> " " + number(match.group()) + " "));

    private static final RuleBasedNumberFormat SPELL_OUT =
            new RuleBasedNumberFormat(Locale.US, RuleBasedNumberFormat.SPELLOUT);

    private NumberNormalizer() {}

    /** Reads any {@link #NUMBER}. */
    static String number(String written) {
        String plain = written.replace(",", "");
        int point = plain.indexOf('.');
        String whole = point < 0 ? plain : plain.substring(0, point);
        boolean amount = written.contains(",") || whole.length() <= LONGEST_AMOUNT;
        String words = amount && (whole.length() == 1 || !whole.startsWith("0"))
                ? cardinal(new BigDecimal(whole))
                : digits(whole);
        return point < 0 ? words : words + " point " + digits(plain.substring(point + 1));
    }

    static String cardinal(BigDecimal whole) {
        return whole.precision() > 15
                ? digits(whole.toPlainString())
                : spellOut(whole.longValueExact(), "%spellout-cardinal");
    }

    static String ordinal(long number) {
        return spellOut(number, "%spellout-ordinal");
    }

    static String year(int year) {
        return spellOut(year, "%spellout-numbering-year");
    }

    /** Reads digits one by one. */
    static String digits(String digits) {
        StringBuilder words = new StringBuilder();
        for (int i = 0; i < digits.length(); i++) {
            words.append(i == 0 ? "" : " ").append(spellOut(digits.charAt(i) - '0', "%spellout-cardinal"));
        }
        return words.toString();
    }

    static boolean isOne(String written) {
        return written.equals("1");
    }

    static String alternatives(Iterable<String> words) {
        StringBuilder pattern = new StringBuilder();
        for (String word : words) {
            pattern.append(pattern.isEmpty() ? "" : "|").append(java.util.regex.Pattern.quote(word));
        }
        return pattern.toString();
    }

    /** Spells a number out. ICU's formats are not thread-safe. */
    private static String spellOut(long number, String rules) {
        synchronized (SPELL_OUT) {
            return SPELL_OUT.format(number, rules).replace('-', ' ').replace("'", "");
        }
    }

    private static String decade(String year) {
        String words = year.length() == 4 ? year(Integer.parseInt(year)) : cardinal(new BigDecimal(year));
        return words.endsWith("y") ? words.substring(0, words.length() - 1) + "ies" : words + "s";
    }

    private static String mixed(MatchResult match) {
        String part = VULGAR_FRACTIONS.getOrDefault(match.group(2), "");
        if (match.group(1).isEmpty()) {
            return " " + part;
        }
        return number(match.group(1)) + " and " + (part.equals("half") ? "a half" : part);
    }

    private static String quantity(MatchResult match) {
        String[] unit = UNITS.getOrDefault(match.group(2), new String[] {"", ""});
        return number(match.group(1)) + " " + unit[isOne(match.group(1)) ? 0 : 1];
    }

    private static String version(String written) {
        StringBuilder words = new StringBuilder();
        for (String part : written.split("\\.", -1)) {
            words.append(words.isEmpty() ? "" : " point ").append(number(part));
        }
        return words.toString();
    }

    private static String[] unit(String singular) {
        return new String[] {singular, singular + "s"};
    }
}

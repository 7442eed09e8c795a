package dev.tandem.workers.speech.local.normalization;

import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import org.jspecify.annotations.Nullable;

/** Reads amounts of money: "$42.50" is forty two dollars and fifty cents. */
final class MoneyNormalizer {

    private record Currency(String one, String many, String cent, String cents) {}

    private static final Currency DOLLAR = new Currency("dollar", "dollars", "cent", "cents");
    private static final Currency EURO = new Currency("euro", "euros", "cent", "cents");
    private static final Currency POUND = new Currency("pound", "pounds", "penny", "pence");
    private static final Currency YEN = new Currency("yen", "yen", "sen", "sen");
    private static final Currency FRANC = new Currency("Swiss franc", "Swiss francs", "centime", "centimes");
    private static final Currency RUPEE = new Currency("rupee", "rupees", "paisa", "paise");

    private static final Map<String, Currency> CURRENCIES = Map.ofEntries(
            Map.entry("$", DOLLAR),
            Map.entry("US$", DOLLAR),
            Map.entry("USD", DOLLAR),
            Map.entry("dollars", DOLLAR),
            Map.entry("€", EURO),
            Map.entry("EUR", EURO),
            Map.entry("euros", EURO),
            Map.entry("£", POUND),
            Map.entry("GBP", POUND),
            Map.entry("pounds", POUND),
            Map.entry("¥", YEN),
            Map.entry("JPY", YEN),
            Map.entry("₹", RUPEE),
            Map.entry("INR", RUPEE),
            Map.entry("CHF", FRANC));

    private static final Map<String, String> SCALES =
            Map.of("k", "thousand", "K", "thousand", "M", "million", "m", "million", "B", "billion", "bn", "billion");

    private static final String SCALE = "( ?(?:hundred|thousand|million|billion|trillion)\\b|(?:bn|[kKmMB])\\b)?";

    static final List<Replacement> RULES = List.of(
            Replacement.of(
                    "([-−]?)(US\\$|[$€£¥₹]|\\b(?:USD|EUR|GBP|JPY|INR|CHF)(?= ?\\d)) ?(" + NumberNormalizer.NUMBER + ")"
                            + SCALE,
                    match -> amount(match.group(1), match.group(2), match.group(3), match.group(4))),
            Replacement.of(
                    "([-−]?)(?<![\\w.])(" + NumberNormalizer.NUMBER
                            + ")( ?(?:million|billion))? ?([$€£¥₹]|(?:USD|EUR|GBP|JPY|INR|CHF|dollars|euros|pounds)\\b)",
                    match -> amount(match.group(1), match.group(4), match.group(2), match.group(3))),
            Replacement.of(
                    "(\\d+) ?¢",
                    match -> NumberNormalizer.number(match.group(1)) + (plural(match) ? " cents" : " cent")));

    private MoneyNormalizer() {}

    private static boolean plural(MatchResult match) {
        return !NumberNormalizer.isOne(match.group(1));
    }

    private static String amount(String sign, String symbol, String number, @Nullable String scale) {
        Currency currency = CURRENCIES.getOrDefault(symbol, DOLLAR);
        String minus = sign.isEmpty() ? "" : "minus ";
        if (scale != null && !scale.isBlank()) {
            String factor = SCALES.getOrDefault(scale.strip(), scale.strip());
            return minus + NumberNormalizer.number(number) + " " + factor + " " + currency.many;
        }
        int point = number.indexOf('.');
        int decimals = point < 0 ? 0 : number.length() - point - 1;
        if (decimals > 2) {
            return minus + NumberNormalizer.number(number) + " " + currency.many;
        }
        String whole = point < 0 ? number : number.substring(0, point);
        int cents = decimals == 0 ? 0 : Integer.parseInt(number.substring(point + 1)) * (decimals == 1 ? 10 : 1);
        return minus + wholeAndCents(currency, whole, cents);
    }

    private static String wholeAndCents(Currency currency, String whole, int cents) {
        String units =
                NumberNormalizer.number(whole) + " " + (NumberNormalizer.isOne(whole) ? currency.one : currency.many);
        if (cents == 0) {
            return units;
        }
        String parts =
                NumberNormalizer.number(String.valueOf(cents)) + " " + (cents == 1 ? currency.cent : currency.cents);
        return whole.equals("0") ? parts : units + " and " + parts;
    }
}

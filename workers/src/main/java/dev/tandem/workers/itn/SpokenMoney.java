package dev.tandem.workers.itn;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Currency;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import tools.jackson.databind.node.JsonNodeFactory;

/** Reads spoken amounts of money. */
final class SpokenMoney {

    private static final Pattern WRITTEN = Pattern.compile("([$€£])\\s*(\\d{1,3}(?:,\\d{3})+|\\d+)(\\.\\d{1,2})?");
    private static final Map<String, String> SIGNS = Map.of("$", "USD", "€", "EUR", "£", "GBP");
    private static final Map<String, String> UNITS = Map.of(
            "dollar", "USD", "dollars", "USD", "bucks", "USD", "euro", "EUR", "euros", "EUR", "pound", "GBP", "pounds",
            "GBP");

    /**
     * An amount of money.
     *
     * @param currency ISO 4217
     */
    record Amount(BigDecimal value, String currency) {}

    private SpokenMoney() {}

    static Reading read(String text, String region) {
        Optional<Amount> found = find(text);
        if (found.isPresent()) {
            return new Reading.Value(JsonNodeFactory.instance
                    .objectNode()
                    .put("amount", found.get().value().toPlainString())
                    .put("currency", found.get().currency()));
        }
        return NumberWords.last(UtteranceWords.words(text)).isPresent()
                ? new Reading.Unclear("names no currency; ask whether it is "
                        + Currency.getInstance(Locale.of("", region)).getCurrencyCode())
                : new Reading.Nothing();
    }

    static Optional<Amount> find(String text) {
        var written = WRITTEN.matcher(text);
        if (written.find()) {
            String cents = written.group(3) == null ? "" : written.group(3);
            BigDecimal value = new BigDecimal(written.group(2).replace(",", "") + cents);
            return Optional.of(amount(value, SIGNS.getOrDefault(written.group(1), "USD")));
        }
        List<String> words = UtteranceWords.words(text);
        for (int at = 0; at < words.size(); at++) {
            Optional<Amount> spoken = NumberWords.at(words, at).flatMap(number -> spoken(words, number));
            if (spoken.isPresent()) {
                return spoken;
            }
        }
        return Optional.empty();
    }

    private static Optional<Amount> spoken(List<String> words, NumberWords.Reading whole) {
        String unit = whole.end() < words.size() ? words.get(whole.end()) : "";
        if (unit.equals("cents") || unit.equals("cent")) {
            return Optional.of(amount(whole.value().movePointLeft(2), "USD"));
        }
        String currency = UNITS.get(unit);
        if (currency == null) {
            return withoutAnd(words, whole);
        }
        int at = whole.end() + 1;
        if (at < words.size() && words.get(at).equals("and")) {
            at++;
        }
        BigDecimal cents = NumberWords.at(words, at)
                .map(NumberWords.Reading::value)
                .filter(value -> value.compareTo(BigDecimal.valueOf(100)) < 0)
                .orElse(BigDecimal.ZERO);
        return Optional.of(amount(whole.value().add(cents.movePointLeft(2)), currency));
    }

    /** Reads {@code forty two fifty dollars}. */
    private static Optional<Amount> withoutAnd(List<String> words, NumberWords.Reading whole) {
        Optional<NumberWords.Reading> cents = NumberWords.at(words, whole.end());
        int unit = cents.map(NumberWords.Reading::end).orElse(words.size());
        String currency = unit < words.size() ? UNITS.get(words.get(unit)) : null;
        return currency == null || cents.isEmpty() || !isCents(cents.get().value())
                ? Optional.empty()
                : Optional.of(amount(whole.value().add(cents.get().value().movePointLeft(2)), currency));
    }

    private static boolean isCents(BigDecimal value) {
        return value.compareTo(BigDecimal.TEN) >= 0 && value.compareTo(BigDecimal.valueOf(100)) < 0;
    }

    private static Amount amount(BigDecimal value, String currency) {
        return new Amount(value.setScale(2, RoundingMode.HALF_UP), currency);
    }
}

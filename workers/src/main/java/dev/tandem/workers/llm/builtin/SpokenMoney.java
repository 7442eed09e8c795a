package dev.tandem.workers.llm.builtin;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** Amounts of money as people say them. */
final class SpokenMoney {

    private static final Pattern WRITTEN = Pattern.compile("([$€£])\\s*(\\d{1,3}(?:,\\d{3})+|\\d+)(\\.\\d{1,2})?");
    private static final Map<String, String> SIGNS = Map.of("$", "USD", "€", "EUR", "£", "GBP");
    private static final Map<String, String> UNITS = Map.of(
            "dollar", "USD", "dollars", "USD", "bucks", "USD", "euro", "EUR", "euros", "EUR", "pound", "GBP", "pounds",
            "GBP");

    /** @param currency ISO 4217 */
    record Amount(BigDecimal value, String currency) {}

    private SpokenMoney() {}

    static Optional<Amount> find(String text) {
        var written = WRITTEN.matcher(text);
        if (written.find()) {
            String cents = written.group(3) == null ? "" : written.group(3);
            BigDecimal value = new BigDecimal(written.group(2).replace(",", "") + cents);
            return Optional.of(amount(value, SIGNS.getOrDefault(written.group(1), "USD")));
        }
        List<String> words = Spoken.words(text);
        for (int at = 0; at < words.size(); at++) {
            Optional<Amount> spoken = NumberWords.at(words, at).flatMap(number -> spoken(words, number));
            if (spoken.isPresent()) {
                return spoken;
            }
        }
        return Optional.empty();
    }

    private static Optional<Amount> spoken(List<String> words, NumberWords.Reading whole) {
        String currency = whole.end() < words.size() ? UNITS.get(words.get(whole.end())) : null;
        if (currency == null) {
            return Optional.empty();
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

    private static Amount amount(BigDecimal value, String currency) {
        return new Amount(value.setScale(2, RoundingMode.HALF_UP), currency);
    }
}

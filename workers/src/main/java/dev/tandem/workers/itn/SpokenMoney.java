package dev.tandem.workers.itn;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.Currency;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

/** Reads spoken amounts of money. */
final class SpokenMoney {

    private static final Pattern WRITTEN = Pattern.compile("([$€£])\\s*(\\d{1,3}(?:,\\d{3})+|\\d+)(\\.\\d{1,2})?");
    private static final Map<String, String> SIGNS = Map.of("$", "USD", "€", "EUR", "£", "GBP");
    private static final Map<String, String> UNITS = Map.of(
            "dollar", "USD", "dollars", "USD", "bucks", "USD", "euro", "EUR", "euros", "EUR", "pound", "GBP", "pounds",
            "GBP");

    private static final Set<String> BEHIND_CENTS = Set.of("please", "thanks", "thank", "each", "exactly", "yes");

    /**
     * An amount of money.
     *
     * @param currency ISO 4217
     */
    record Amount(BigDecimal value, String currency) {}

    private SpokenMoney() {}

    static Reading read(String text, String region) {
        Set<String> currencies = currencies(text);
        Optional<String> only =
                currencies.size() == 1 ? Optional.of(currencies.iterator().next()) : Optional.empty();
        Reading settled =
                Settlement.of(Repairs.of(text, Repairs.Kind.PLAIN), (part, before) -> all(part, before, only));
        return settled instanceof Reading.Nothing
                        && !NumberWords.all(UtteranceWords.words(text)).isEmpty()
                ? new Reading.Unclear("names no currency; ask whether it is "
                        + Currency.getInstance(Locale.of("", region)).getCurrencyCode())
                : settled;
    }

    /**
     * Reads the amounts of a part.
     *
     * @param only the only currency of the utterance, which numbers without one have: {@code twenty, no, thirty dollars}
     */
    private static List<Reading> all(Repairs.Part part, Optional<JsonNode> before, Optional<String> only) {
        List<Amount> found = amounts(part.text());
        boolean isBare = found.isEmpty() && (part.denied() || part.corrects() || before.isPresent());
        if (isBare || (found.isEmpty() && only.isPresent())) {
            found = only.stream()
                    .flatMap(currency -> NumberWords.all(UtteranceWords.words(part.text())).stream()
                            .map(number -> amount(number.value(), currency)))
                    .toList();
        }
        return found.stream().<Reading>map(one -> new Reading.Value(json(one))).toList();
    }

    private static JsonNode json(Amount amount) {
        return JsonNodeFactory.instance
                .objectNode()
                .put("amount", amount.value().toPlainString())
                .put("currency", amount.currency());
    }

    private static Set<String> currencies(String text) {
        Set<String> currencies = new LinkedHashSet<>();
        SIGNS.forEach((sign, currency) -> {
            if (text.contains(sign)) {
                currencies.add(currency);
            }
        });
        UtteranceWords.words(text).forEach(word -> {
            if (UNITS.containsKey(word)) {
                currencies.add(UNITS.get(word));
            }
        });
        return currencies;
    }

    private static List<Amount> amounts(String text) {
        List<Amount> found = new ArrayList<>();
        var written = WRITTEN.matcher(text);
        StringBuilder rest = new StringBuilder();
        while (written.find()) {
            String cents = written.group(3) == null ? "" : written.group(3);
            BigDecimal value = new BigDecimal(written.group(2).replace(",", "") + cents);
            found.add(amount(value, SIGNS.getOrDefault(written.group(1), "USD")));
            written.appendReplacement(rest, " amount ");
        }
        List<String> words = UtteranceWords.words(written.appendTail(rest)
                .toString()
                .replaceAll("(?<=\\d),(?=\\d{3}\\b)", "")
                .replaceAll("(?<=\\d)\\.(?=\\d)", " point "));
        int at = 0;
        while (at < words.size()) {
            Optional<NumberWords.Reading> number = NumberWords.at(words, at);
            Optional<Spoken> spoken = number.flatMap(one -> spoken(words, one));
            spoken.ifPresent(one -> found.add(one.amount()));
            if (spoken.isEmpty()) {
                number.flatMap(one -> beginOfSpan(words, one)).ifPresent(found::add);
            }
            at = spoken.map(Spoken::end).orElse(at + 1);
        }
        return found;
    }

    /** @param end index behind its last word */
    private record Spoken(Amount amount, int end) {}

    private static Optional<Spoken> spoken(List<String> words, NumberWords.Reading whole) {
        String unit = whole.end() < words.size() ? words.get(whole.end()) : "";
        if (unit.equals("cents") || unit.equals("cent")) {
            return Optional.of(new Spoken(amount(whole.value().movePointLeft(2), "USD"), whole.end() + 1));
        }
        String currency = UNITS.get(unit);
        if (currency == null) {
            return withoutAnd(words, whole);
        }
        int at = whole.end() + 1;
        boolean and = at < words.size() && words.get(at).equals("and");
        Optional<NumberWords.Reading> cents = NumberWords.at(words, and ? at + 1 : at)
                .filter(number -> number.value().compareTo(BigDecimal.valueOf(100)) < 0)
                .filter(number -> isOfCents(words, number, and));
        int named = cents.map(NumberWords.Reading::end).orElse(at);
        boolean isNamed =
                cents.isPresent() && named < words.size() && words.get(named).startsWith("cent");
        BigDecimal value =
                cents.map(NumberWords.Reading::value).orElse(BigDecimal.ZERO).movePointLeft(2);
        return Optional.of(new Spoken(amount(whole.value().add(value), currency), isNamed ? named + 1 : named));
    }

    /** Reads {@code twenty} of {@code between twenty and thirty dollars}. */
    private static Optional<Amount> beginOfSpan(List<String> words, NumberWords.Reading number) {
        int link = number.end();
        if (link + 1 >= words.size() || !Set.of("and", "to").contains(words.get(link))) {
            return Optional.empty();
        }
        return NumberWords.at(words, link + 1)
                .flatMap(end -> spoken(words, end))
                .map(end -> amount(number.value(), end.amount().currency()));
    }

    /** Whether a number behind an amount is its cents, and not another amount: {@code five dollars fifty}. */
    private static boolean isOfCents(List<String> words, NumberWords.Reading number, boolean and) {
        String unit = number.end() < words.size() ? words.get(number.end()) : "";
        return unit.startsWith("cent") || unit.isEmpty() || (!and && BEHIND_CENTS.contains(unit));
    }

    /** Reads {@code forty two fifty dollars}. */
    private static Optional<Spoken> withoutAnd(List<String> words, NumberWords.Reading whole) {
        Optional<NumberWords.Reading> cents = NumberWords.at(words, whole.end());
        int unit = cents.map(NumberWords.Reading::end).orElse(words.size());
        String currency = unit < words.size() ? UNITS.get(words.get(unit)) : null;
        return currency == null || cents.isEmpty() || !isCents(cents.get().value())
                ? Optional.empty()
                : Optional.of(new Spoken(
                        amount(whole.value().add(cents.get().value().movePointLeft(2)), currency), unit + 1));
    }

    private static boolean isCents(BigDecimal value) {
        return value.compareTo(BigDecimal.TEN) >= 0 && value.compareTo(BigDecimal.valueOf(100)) < 0;
    }

    private static Amount amount(BigDecimal value, String currency) {
        return new Amount(value.setScale(2, RoundingMode.HALF_UP), currency);
    }
}

package dev.tandem.api.usage;

import dev.tandem.api.http.problem.ApiProblem;
import dev.tandem.workflows.document.Problem;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Currency;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The request for a whole price list, not checked yet. */
record PriceList(@Nullable List<@Nullable Item> prices) {

    /** Number of prices that an organization may have. */
    static final int MOST = 1_000;

    private static final LocalDate FIRST = LocalDate.of(2000, 1, 1);
    private static final LocalDate LAST = LocalDate.of(9999, 12, 31);

    private static final int LONGEST = 200;
    private static final Set<String> KINDS = Set.of("llm", "stt", "tts");

    /** A unit costs less than this. */
    private static final BigDecimal DEAREST = BigDecimal.valueOf(1_000_000);

    private static final int DIGITS = 6;

    /** A price as it was sent; as {@link Price}, with everything open. */
    record Item(
            @Nullable String kind,
            @Nullable String provider,
            @Nullable String model,
            @Nullable LocalDate validFrom,
            @Nullable String currency,
            @Nullable BigDecimal inputPerMillion,
            @Nullable BigDecimal cachedPerMillion,
            @Nullable BigDecimal outputPerMillion,
            @Nullable BigDecimal audioPerHour,
            @Nullable BigDecimal charactersPerMillion) {}

    private record Of(
            String kind, String provider, @Nullable String model, LocalDate validFrom) {}

    /** @throws ApiProblem 422 that lists every fault */
    List<Price> checked() {
        List<@Nullable Item> items = prices == null ? List.of() : prices;
        List<Problem> problems = new ArrayList<>();
        if (prices == null) {
            problems.add(new Problem("required", "/prices", "Give the whole list; an empty one removes all prices."));
        }
        if (items.size() > MOST) {
            problems.add(new Problem("too_many", "/prices", "A price list has at most " + MOST + " prices."));
        }
        List<Price> checked = new ArrayList<>();
        Set<Of> seen = new HashSet<>();
        for (int i = 0; i < Math.min(items.size(), MOST); i++) {
            String at = "/prices/" + i;
            Item item = items.get(i);
            if (item == null) {
                problems.add(new Problem("required", at, "A price is an object, not null."));
                continue;
            }
            Price price = checked(item, at, problems);
            checked.add(price);
            if (!seen.add(new Of(price.kind(), price.provider(), price.model(), price.validFrom()))) {
                problems.add(new Problem(
                        "duplicate", at, "The list has another price of this provider and model from that day on."));
            }
        }
        if (!problems.isEmpty()) {
            throw ApiProblem.invalidRequest(problems);
        }
        return checked;
    }

    private static Price checked(Item item, String at, List<Problem> problems) {
        String kind = item.kind() == null ? "" : item.kind();
        if (!KINDS.contains(kind)) {
            problems.add(new Problem("invalid_value", at + "/kind", "A kind is llm, stt or tts."));
        }
        String provider = item.provider() == null ? "" : item.provider();
        if (provider.isBlank() || provider.length() > LONGEST || provider.contains("/")) {
            problems.add(new Problem(
                    "invalid_text", at + "/provider", "Name the provider as documents do: up to 200 characters."));
        }
        String model = item.model();
        if (model != null && (model.isBlank() || model.length() > LONGEST)) {
            problems.add(new Problem(
                    "invalid_text",
                    at + "/model",
                    "Name the model as documents do, up to 200 characters, or leave it out for every model."));
        }
        LocalDate validFrom = item.validFrom();
        if (validFrom == null || validFrom.isBefore(FIRST) || validFrom.isAfter(LAST)) {
            problems.add(new Problem(
                    validFrom == null ? "required" : "invalid_value",
                    at + "/valid_from",
                    "Say from which day on the price is valid, from " + FIRST + " to " + LAST + "."));
            validFrom = FIRST;
        }
        checkCurrency(item.currency(), at, problems);
        boolean any = Stream.of(
                        amount(item.inputPerMillion(), at + "/input_per_million", problems),
                        amount(item.cachedPerMillion(), at + "/cached_per_million", problems),
                        amount(item.outputPerMillion(), at + "/output_per_million", problems),
                        amount(item.audioPerHour(), at + "/audio_per_hour", problems),
                        amount(item.charactersPerMillion(), at + "/characters_per_million", problems))
                .reduce(false, Boolean::logicalOr);
        if (!any) {
            problems.add(new Problem("required", at, "Say what something costs: input_per_million, for instance."));
        }
        return new Price(
                kind,
                provider,
                model,
                validFrom,
                String.valueOf(item.currency()),
                item.inputPerMillion(),
                item.cachedPerMillion(),
                item.outputPerMillion(),
                item.audioPerHour(),
                item.charactersPerMillion());
    }

    private static void checkCurrency(@Nullable String currency, String at, List<Problem> problems) {
        boolean known = currency != null
                && Currency.getAvailableCurrencies().stream()
                        .anyMatch(one -> one.getCurrencyCode().equals(currency));
        if (!known) {
            problems.add(
                    new Problem("invalid_value", at + "/currency", "A currency is a code of ISO 4217, such as USD."));
        }
    }

    /** Returns whether there is an amount. */
    private static boolean amount(@Nullable BigDecimal amount, String at, List<Problem> problems) {
        if (amount == null) {
            return false;
        }
        if (amount.signum() < 0
                || amount.compareTo(DEAREST) >= 0
                || amount.stripTrailingZeros().scale() > DIGITS) {
            problems.add(new Problem(
                    "invalid_value",
                    at,
                    "A price is from 0 to below 1000000, with at most 6 digits behind the point."));
        }
        return true;
    }
}

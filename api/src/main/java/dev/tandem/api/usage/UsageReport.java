package dev.tandem.api.usage;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What providers used, and what it costs.
 *
 * @param cost of everything that has a price, by currency
 * @param unpriced providers and models without a price: what they used is in no cost
 */
public record UsageReport(List<Row> usage, SortedMap<String, BigDecimal> cost, List<String> unpriced) {

    /**
     * What one provider used.
     *
     * @param day null where the rows are not by day
     * @param agentId null where the rows are not by agent
     * @param model empty: the provider's default
     * @param cost null: it has no price
     */
    public record Row(
            @Nullable LocalDate day,
            @Nullable String agentId,
            @Nullable String agent,
            String kind,
            String provider,
            String model,
            long inputTokens,
            long cachedTokens,
            long outputTokens,
            double audioSeconds,
            long characters,
            @Nullable BigDecimal cost,
            @Nullable String currency) {}

    /** The parts by which the rows are told apart, beside the provider. */
    record Grouping(boolean byDay, boolean byAgent) {

        private Key key(Used used, @Nullable Price price) {
            return new Key(
                    byDay ? used.day() : null,
                    byAgent ? used.agentId() : null,
                    byAgent ? used.agent() : null,
                    used.by(),
                    price == null ? null : price.currency());
        }
    }

    private record Key(
            @Nullable LocalDate day,
            @Nullable String agentId,
            @Nullable String agent,
            Used.By by,
            @Nullable String currency) {}

    private record Sum(Used.Amounts amounts, @Nullable BigDecimal cost) {

        Sum plus(Sum other) {
            BigDecimal both = cost == null || other.cost == null ? null : cost.add(other.cost);
            return new Sum(amounts.plus(other.amounts), both);
        }
    }

    /** Puts a price to what was used, the one that was valid on its day, and adds it up. */
    static UsageReport of(List<Used> used, List<Price> prices, Grouping grouping) {
        Map<Key, Sum> sums = new LinkedHashMap<>();
        SortedMap<String, BigDecimal> cost = new TreeMap<>();
        for (Used one : used) {
            Price price = price(one, prices).orElse(null);
            BigDecimal money = price == null ? null : price.of(one.amounts());
            sums.merge(grouping.key(one, price), new Sum(one.amounts(), money), Sum::plus);
            if (price != null && money != null) {
                cost.merge(price.currency(), money, BigDecimal::add);
            }
        }
        List<Row> rows = new ArrayList<>();
        sums.forEach((key, sum) -> rows.add(row(key, sum)));
        List<String> unpriced = sums.entrySet().stream()
                .filter(sum -> sum.getValue().cost() == null)
                .map(sum -> sum.getKey().by())
                .map(by -> by.model().isEmpty() ? by.provider() : by.provider() + " " + by.model())
                .distinct()
                .sorted()
                .toList();
        return new UsageReport(rows, cost, unpriced);
    }

    /** Finds the price of that day: the model's own before the provider's, and the newest of them. */
    private static Optional<Price> price(Used used, List<Price> prices) {
        return prices.stream()
                .filter(price -> price.isOf(used.by()) && !price.validFrom().isAfter(used.day()))
                .max(Comparator.comparing((Price price) -> price.model() != null)
                        .thenComparing(Price::validFrom));
    }

    private static Row row(Key key, Sum sum) {
        Used.Amounts amounts = sum.amounts();
        return new Row(
                key.day(),
                key.agentId(),
                key.agent(),
                key.by().kind(),
                key.by().provider(),
                key.by().model(),
                amounts.inputTokens(),
                amounts.cachedTokens(),
                amounts.outputTokens(),
                amounts.audioMs() / 1_000.,
                amounts.characters(),
                sum.cost(),
                key.currency());
    }
}

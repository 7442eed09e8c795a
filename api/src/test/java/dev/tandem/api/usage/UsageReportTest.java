package dev.tandem.api.usage;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tandem.api.usage.UsageReport.Grouping;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class UsageReportTest {

    private static final LocalDate FIRST = LocalDate.of(2026, 11, 1);

    @Test
    void whatComesFromTheCacheHasItsOwnPrice() {
        UsageReport report =
                report(List.of(tokens(FIRST, "a", 1_000_000, 400_000, 10_000)), price(null, FIRST, "0.15"));
        assertThat(report.cost())
                .hasEntrySatisfying("USD", cost -> assertThat(cost).isEqualByComparingTo("0.126"));
        assertThat(report.unpriced()).isEmpty();
    }

    @Test
    void thePriceOfTheDayHoldsAndTheModelsOwnComesFirst() {
        Price later = price("gpt", FIRST.plusDays(1), "2");
        UsageReport report = report(
                List.of(tokens(FIRST, "a", 1_000_000, 0, 0), tokens(FIRST.plusDays(1), "a", 1_000_000, 0, 0)),
                price("gpt", FIRST, "1"),
                later,
                price(null, FIRST.plusDays(1), "50"));
        assertThat(report.usage())
                .extracting(UsageReport.Row::cost)
                .usingElementComparator(BigDecimal::compareTo)
                .containsExactly(BigDecimal.ONE, BigDecimal.TWO);
    }

    @Test
    void whatHasNoPriceIsNamedAndInNoSum() {
        UsageReport report = report(List.of(tokens(FIRST, "a", 1_000_000, 0, 0)), price("gpt", FIRST.plusDays(1), "1"));
        assertThat(report.cost()).isEmpty();
        assertThat(report.unpriced()).containsExactly("openai gpt");
        assertThat(report.usage())
                .singleElement()
                .extracting(UsageReport.Row::cost)
                .isNull();
    }

    @Test
    void rowsThatAreNotToldApartAreOne() {
        List<Used> used = List.of(tokens(FIRST, "a", 10, 0, 1), tokens(FIRST.plusDays(1), "b", 20, 0, 2));
        assertThat(UsageReport.of(used, List.of(), new Grouping(false, false)).usage())
                .singleElement()
                .satisfies(row -> assertThat(row.inputTokens()).isEqualTo(30));
        assertThat(UsageReport.of(used, List.of(), new Grouping(false, true)).usage())
                .extracting(UsageReport.Row::agentId)
                .containsExactly("a", "b");
    }

    private static UsageReport report(List<Used> used, Price... prices) {
        return UsageReport.of(used, List.of(prices), new Grouping(true, true));
    }

    private static Used tokens(LocalDate day, String agent, long input, long cached, long output) {
        return new Used(
                new Used.By("llm", "openai", "gpt"), day, agent, agent, new Used.Amounts(input, cached, output, 0, 0));
    }

    private static Price price(@Nullable String model, LocalDate from, String input) {
        return new Price(
                "llm",
                "openai",
                model,
                from,
                "USD",
                new BigDecimal(input),
                new BigDecimal("0.075"),
                new BigDecimal("0.60"),
                null,
                null);
    }
}

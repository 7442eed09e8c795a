package dev.tandem.api.usage;

import dev.tandem.api.access.Access;
import dev.tandem.api.access.Requires;
import dev.tandem.api.access.Role;
import dev.tandem.api.http.problem.ApiProblem;
import dev.tandem.api.usage.UsageReport.Grouping;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.format.annotation.DateTimeFormat;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Answers with what providers used, and keeps the price list that puts money to it. */
@RestController
class UsageController {

    private static final Set<String> PARTS = Set.of("day", "agent");

    private final UsageReports reports;
    private final Prices prices;

    UsageController(UsageReports reports, Prices prices) {
        this.reports = reports;
        this.prices = prices;
    }

    /** The price list of an organization, by provider and model, oldest first. */
    record PriceListView(List<Price> prices) {}

    /** Shows what the providers of a call used, by agent, and what it costs. */
    @GetMapping("/api/calls/{id}/usage")
    @Requires(Role.VIEWER)
    UsageReport ofCall(Access access, @PathVariable UUID id) {
        return reports.ofCall(access.organization(), id);
    }

    /**
     * Shows what the providers of a version's calls used, and what it costs. A call counts for the day on which it was
     * made.
     *
     * @param from first day (in the organization's time zone); without it 30 days that end with {@code to}
     * @param to last day; without it today
     * @param tests whether calls that were tests count, too
     * @param by parts by which rows are told apart beside the provider: {@code day}, {@code agent}, both or none
     */
    @GetMapping("/api/workflow-versions/{id}/usage")
    @Requires(Role.VIEWER)
    UsageReport ofVersion(
            Access access,
            @PathVariable UUID id,
            @RequestParam(required = false) @DateTimeFormat(iso = DateTimeFormat.ISO.DATE) @Nullable LocalDate from,
            @RequestParam(required = false) @DateTimeFormat(iso = DateTimeFormat.ISO.DATE) @Nullable LocalDate to,
            @RequestParam(name = "include_tests", defaultValue = "false") boolean tests,
            @RequestParam(required = false) @Nullable List<String> by) {
        Set<String> parts = by == null ? Set.of() : Set.copyOf(by);
        if (!PARTS.containsAll(parts)) {
            throw ApiProblem.invalidParameter("by", "by is day, agent, or both.");
        }
        Grouping grouping = new Grouping(parts.contains("day"), parts.contains("agent"));
        return reports.ofVersion(access.organization(), id, from, to, tests, grouping);
    }

    /** Shows the organization's price list. */
    @GetMapping("/api/prices")
    @Requires(Role.VIEWER)
    PriceListView prices(Access access) {
        return new PriceListView(prices.of(access.organization()));
    }

    /** Puts a price list in the place of the one that is there. Costs of the past change with it. */
    @PutMapping("/api/prices")
    @Requires(Role.OWNER)
    PriceListView replace(Access access, @RequestBody PriceList list) {
        prices.replace(access.organization(), list.checked());
        return new PriceListView(prices.of(access.organization()));
    }
}

package dev.tandem.api.usage;

import dev.tandem.api.analytics.Range;
import dev.tandem.api.http.problem.ApiProblem;
import dev.tandem.api.usage.UsageReport.Grouping;
import java.time.LocalDate;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Reports what providers used, and what it costs by the organization's price list. */
@Service
@Transactional(readOnly = true)
class UsageReports {

    private final UsageRepository usage;
    private final Prices prices;

    UsageReports(UsageRepository usage, Prices prices) {
        this.usage = usage;
        this.prices = prices;
    }

    /** @throws ApiProblem 404 */
    public UsageReport ofCall(UUID organization, UUID call) {
        return UsageReport.of(
                usage.ofCall(organization, call).orElseThrow(() -> ApiProblem.notFound("call", call)),
                prices.of(organization),
                new Grouping(false, true));
    }

    /**
     * @param from null: 30 days that end with the last
     * @param to null: today
     * @throws ApiProblem 404, 422 if the days are not a range
     */
    public UsageReport ofVersion(
            UUID organization,
            UUID version,
            @Nullable LocalDate from,
            @Nullable LocalDate to,
            boolean tests,
            Grouping grouping) {
        if (!usage.knowsVersion(organization, version)) {
            throw ApiProblem.notFound("workflow version", version);
        }
        Range range = Range.of(from, to, usage.today(organization));
        return UsageReport.of(usage.ofVersion(version, range, tests), prices.of(organization), grouping);
    }
}

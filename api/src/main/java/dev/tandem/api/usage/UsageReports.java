package dev.tandem.api.usage;

import dev.tandem.api.http.problem.ApiProblem;
import dev.tandem.api.usage.UsageReport.Grouping;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Reports what providers used, and what it costs by the organization's price list. */
@Service
@Transactional(readOnly = true)
class UsageReports {

    private static final int USUAL_DAYS = 30;
    private static final int MOST_DAYS = 366;

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
        LocalDate last = to == null ? usage.today(organization) : to;
        LocalDate first = from == null ? last.minusDays(USUAL_DAYS - 1) : from;
        long days = ChronoUnit.DAYS.between(first, last) + 1;
        if (days < 1 || days > MOST_DAYS) {
            throw ApiProblem.invalidParameter(
                    "from", "from and to are the first and the last day, at most " + MOST_DAYS + " days in all.");
        }
        return UsageReport.of(usage.ofVersion(version, first, last, tests), prices.of(organization), grouping);
    }
}

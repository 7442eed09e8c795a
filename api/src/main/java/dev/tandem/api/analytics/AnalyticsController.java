package dev.tandem.api.analytics;

import dev.tandem.api.access.Access;
import dev.tandem.api.access.Requires;
import dev.tandem.api.access.Role;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.format.annotation.DateTimeFormat;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Answers with the figures of calls. */
@RestController
class AnalyticsController {

    private final Analytics analytics;

    AnalyticsController(Analytics analytics) {
        this.analytics = analytics;
    }

    /**
     * Shows a version's calls in figures.
     *
     * @param from first day (in the organization's time zone); without it 30 days that end with {@code to}
     * @param to last day; without it today
     * @param tests whether calls that were tests count, too
     */
    @GetMapping("/api/workflow-versions/{id}/analytics")
    @Requires(Role.VIEWER)
    AnalyticsView of(
            Access access,
            @PathVariable UUID id,
            @RequestParam(required = false) @DateTimeFormat(iso = DateTimeFormat.ISO.DATE) @Nullable LocalDate from,
            @RequestParam(required = false) @DateTimeFormat(iso = DateTimeFormat.ISO.DATE) @Nullable LocalDate to,
            @RequestParam(name = "include_tests", defaultValue = "false") boolean tests) {
        return analytics.of(access.organization(), id, from, to, tests);
    }

    /**
     * The figures of a version's calls. Percentiles are within 6.25 % of the true ones; null where nothing was
     * measured.
     *
     * @param from first day
     * @param to last day
     * @param timeZone decides when a day begins and ends, for calls that are made from now on
     * @param turnLatencyMs from the caller's last voiced sample to the first frame of the answer
     */
    record AnalyticsView(
            UUID workflowVersionId,
            LocalDate from,
            LocalDate to,
            String timeZone,
            boolean includeTests,
            Report.Calls calls,
            List<Report.AgentFigures> agents,
            List<Report.PathFigures> paths,
            List<Report.ToolFigures> tools,
            Report.Percentiles turnLatencyMs,
            List<Report.Day> days) {

        static AnalyticsView of(UUID version, Range range, ZoneId zone, boolean tests, Report report) {
            return new AnalyticsView(
                    version,
                    range.from(),
                    range.to(),
                    zone.getId(),
                    tests,
                    report.calls(),
                    report.agents(),
                    report.paths(),
                    report.tools(),
                    report.turnLatencyMs(),
                    report.days());
        }
    }
}

package dev.tandem.api.analytics;

import dev.tandem.api.analytics.AnalyticsController.AnalyticsView;
import dev.tandem.api.problem.ApiProblem;
import dev.tandem.api.version.Versions;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** The figures of an organization's versions. */
@Service
@Transactional(readOnly = true)
class Analytics {

    private final Versions versions;
    private final FigureRepository figures;

    Analytics(Versions versions, FigureRepository figures) {
        this.versions = versions;
        this.figures = figures;
    }

    /** @throws ApiProblem 404, 422 if the days are no range */
    AnalyticsView of(UUID organization, UUID version, @Nullable LocalDate from, @Nullable LocalDate to, boolean tests) {
        versions.get(organization, version);
        ZoneId zone = figures.timeZone(organization);
        Range range = Range.of(from, to, LocalDate.now(zone));
        Report report = Report.of(figures.figures(version, range, tests), figures.names(version), range);
        return new AnalyticsView(version, range.from(), range.to(), zone.getId(), tests, report);
    }
}

package dev.tandem.api.analytics;

import dev.tandem.api.analytics.AnalyticsController.AnalyticsView;
import dev.tandem.api.http.problem.ApiProblem;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Reads the figures of an organization's versions. */
@Service
@Transactional(readOnly = true)
class Analytics {

    private final FigureRepository figures;

    Analytics(FigureRepository figures) {
        this.figures = figures;
    }

    /** @throws ApiProblem 404, 422 if the days are not a range */
    AnalyticsView of(UUID organization, UUID version, @Nullable LocalDate from, @Nullable LocalDate to, boolean tests) {
        if (!figures.knows(organization, version)) {
            throw ApiProblem.notFound("workflow version", version);
        }
        ZoneId zone = figures.timeZone(organization);
        Range range = Range.of(from, to, LocalDate.now(zone));
        Report report = Report.of(figures.figures(version, range, tests), figures.names(version), range);
        return AnalyticsView.of(version, range, zone, tests, report);
    }
}

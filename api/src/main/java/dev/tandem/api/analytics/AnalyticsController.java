package dev.tandem.api.analytics;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import dev.tandem.api.access.Access;
import dev.tandem.api.access.Requires;
import dev.tandem.api.access.Role;
import java.time.LocalDate;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.format.annotation.DateTimeFormat;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** What calls come to. */
@RestController
class AnalyticsController {

    private final Analytics analytics;

    AnalyticsController(Analytics analytics) {
        this.analytics = analytics;
    }

    /**
     * A version's calls in figures.
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

    /** @param timeZone in which a day begins and ends, for calls that are made from now on */
    record AnalyticsView(
            UUID workflowVersionId,
            LocalDate from,
            LocalDate to,
            String timeZone,
            boolean includeTests,
            @JsonUnwrapped Report report) {}
}

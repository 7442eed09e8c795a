package dev.tandem.api.organization;

import dev.tandem.api.http.problem.ApiProblem;
import dev.tandem.api.http.text.Names;
import dev.tandem.workflows.document.Problem;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * The request to change an organization, not checked yet. A field that is null stays as it is.
 *
 * @param retentionDays a number, or JSON's null to keep calls for good
 * @param limits {@code live_calls}, {@code calls_per_second} and {@code streams}: those that are given change, and JSON's
 *     null stands for the installation's default
 */
record OrganizationChange(
        @Nullable String name,
        @Nullable String timeZone,
        @Nullable JsonNode retentionDays,
        @Nullable Map<String, JsonNode> limits) {

    /** @param limits by column, those that change; empty: the default holds */
    record Checked(
            String name, String timeZone, @Nullable Integer retentionDays, Map<String, Optional<Integer>> limits) {}

    /** @throws ApiProblem 422 that lists every fault */
    Checked checked(Organization current) {
        List<Problem> problems = new ArrayList<>();
        String checkedName = name == null ? current.name() : Names.checked(name, problems);
        String zone = timeZone == null ? current.timeZone() : timeZone;
        OrganizationSettings.checkTimeZone(zone, problems);
        Integer days = retentionDays == null ? current.retentionDays() : days(retentionDays);
        OrganizationSettings.checkRetention(days, problems);
        Map<String, Optional<Integer>> columns =
                OrganizationSettings.limits(limits == null ? Map.of() : limits, problems);
        if (!problems.isEmpty()) {
            throw ApiProblem.invalidRequest(problems);
        }
        return new Checked(checkedName, zone, days, columns);
    }

    /** Reads a number of days. Anything else gives a number that is out of range. */
    private static @Nullable Integer days(JsonNode value) {
        if (value.isNull()) {
            return null;
        }
        return value.isInt() ? value.intValue() : Integer.valueOf(-1);
    }
}

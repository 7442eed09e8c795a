package dev.tandem.api.organization;

import dev.tandem.api.http.problem.ApiProblem;
import dev.tandem.api.http.text.Names;
import dev.tandem.workflows.document.Problem;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * The request to change an organization, as it came; null: stays as it is.
 *
 * @param retentionDays a number, or JSON's null: calls are kept for good
 */
record OrganizationChange(
        @Nullable String name,
        @Nullable String timeZone,
        @Nullable JsonNode retentionDays) {

    record Checked(String name, String timeZone, @Nullable Integer retentionDays) {}

    /** @throws ApiProblem 422 with everything that is wrong with it */
    Checked checked(Organization current) {
        List<Problem> problems = new ArrayList<>();
        String checkedName = name == null ? current.name() : Names.checked(name, problems);
        String zone = timeZone == null ? current.timeZone() : timeZone;
        OrganizationSettings.checkTimeZone(zone, problems);
        Integer days = retentionDays == null ? current.retentionDays() : days(retentionDays);
        OrganizationSettings.checkRetention(days, problems);
        if (!problems.isEmpty()) {
            throw ApiProblem.invalidRequest(problems);
        }
        return new Checked(checkedName, zone, days);
    }

    /** What is no number is out of every range. */
    private static @Nullable Integer days(JsonNode value) {
        if (value.isNull()) {
            return null;
        }
        return value.isInt() ? value.intValue() : Integer.valueOf(-1);
    }
}

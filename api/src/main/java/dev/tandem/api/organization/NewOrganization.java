package dev.tandem.api.organization;

import dev.tandem.api.http.problem.ApiProblem;
import dev.tandem.api.http.text.Names;
import dev.tandem.workflows.document.Problem;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The request for a new organization, not checked yet. */
record NewOrganization(
        @Nullable String name,
        @Nullable String slug,
        @Nullable String timeZone,
        @Nullable Integer retentionDays) {

    private static final Pattern SLUG = Pattern.compile("[a-z0-9][a-z0-9-]{0,30}");

    record Checked(
            String name,
            String slug,
            String timeZone,
            @Nullable Integer retentionDays) {}

    /** @throws ApiProblem 422 that lists every fault */
    Checked checked() {
        List<Problem> problems = new ArrayList<>();
        String checkedName = Names.checked(name, problems);
        String checkedSlug = slug == null ? "" : slug;
        if (!SLUG.matcher(checkedSlug).matches()) {
            problems.add(new Problem(
                    "invalid_value",
                    "/slug",
                    "A slug is up to 31 lower-case letters, digits and hyphens, and does not begin with a hyphen."));
        }
        String zone = timeZone == null ? "UTC" : timeZone;
        OrganizationSettings.checkTimeZone(zone, problems);
        OrganizationSettings.checkRetention(retentionDays, problems);
        if (!problems.isEmpty()) {
            throw ApiProblem.invalidRequest(problems);
        }
        return new Checked(checkedName, checkedSlug, zone, retentionDays);
    }
}

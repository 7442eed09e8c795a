package dev.tandem.api.organization;

import dev.tandem.workflows.document.Problem;
import java.time.ZoneId;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Checks the settings of an organization. */
final class OrganizationSettings {

    private static final int LONGEST_RETENTION = 36_525;

    private OrganizationSettings() {}

    static void checkTimeZone(String timeZone, List<Problem> problems) {
        if (!ZoneId.getAvailableZoneIds().contains(timeZone)) {
            problems.add(new Problem(
                    "invalid_value", "/time_zone", "Give a time zone of IANA's list, such as Europe/Vienna."));
        }
    }

    /** @param days null: calls are kept for good */
    static void checkRetention(@Nullable Integer days, List<Problem> problems) {
        if (days != null && (days < 1 || days > LONGEST_RETENTION)) {
            problems.add(new Problem(
                    "invalid_value",
                    "/retention_days",
                    "Calls are kept for 1 to " + LONGEST_RETENTION + " days, or for good (null)."));
        }
    }
}

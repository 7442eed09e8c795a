package dev.tandem.api.organization;

import dev.tandem.workflows.document.Problem;
import java.time.ZoneId;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Checks the settings of an organization. */
final class OrganizationSettings {

    private static final int LONGEST_RETENTION = 36_525;

    private static final int GREATEST_LIMIT = 1_000_000;

    /** Limits, and their columns. */
    private static final Map<String, String> LIMITS = Map.of(
            "live_calls", "limit_live_calls",
            "calls_per_second", "limit_calls_per_second",
            "streams", "limit_streams");

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

    /** Returns the limits by their columns. A limit of JSON's null is empty: the default holds. */
    static Map<String, Optional<Integer>> limits(Map<String, JsonNode> given, List<Problem> problems) {
        Map<String, Optional<Integer>> columns = new LinkedHashMap<>();
        given.forEach((name, value) -> {
            String column = LIMITS.get(name);
            boolean fits = value.isInt() && value.intValue() >= 1 && value.intValue() <= GREATEST_LIMIT;
            if (column == null) {
                problems.add(new Problem(
                        "unknown_field",
                        "/limits/" + name,
                        "The limits are live_calls, calls_per_second and streams."));
            } else if (!fits && !value.isNull()) {
                problems.add(new Problem(
                        "invalid_value",
                        "/limits/" + name,
                        "Give a number from 1 to " + GREATEST_LIMIT + ", or null for the installation's default."));
            } else {
                columns.put(column, value.isNull() ? Optional.empty() : Optional.of(value.intValue()));
            }
        });
        return columns;
    }
}

package dev.tandem.api.call;

import dev.tandem.api.http.problem.ApiProblem;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Selects calls. A field that is null selects all.
 *
 * @param from made at this time or after it
 * @param to made before this time
 */
record CallFilter(
        @Nullable String status,
        @Nullable UUID workflow,
        @Nullable UUID version,
        @Nullable String channel,
        @Nullable Boolean test,
        @Nullable Instant from,
        @Nullable Instant to) {

    private static final List<String> CHANNELS = List.of("voice", "chat");

    /** PostgreSQL has no times beyond these two. */
    private static final Instant EARLIEST = Instant.parse("0001-01-01T00:00:00Z");

    private static final Instant LATEST = Instant.parse("9999-12-31T23:59:59Z");

    /** @throws ApiProblem 422 if a part cannot be a filter */
    static CallFilter of(
            @Nullable String status,
            @Nullable UUID workflow,
            @Nullable UUID version,
            @Nullable String channel,
            @Nullable Boolean test,
            @Nullable Instant from,
            @Nullable Instant to) {
        List<String> statuses =
                Arrays.stream(CallStatus.values()).map(CallStatus::wireName).toList();
        oneOf("status", status, statuses);
        oneOf("channel", channel, CHANNELS);
        within("from", from);
        within("to", to);
        return new CallFilter(status, workflow, version, channel, test, from, to);
    }

    private static void oneOf(String name, @Nullable String value, List<String> known) {
        if (value != null && !known.contains(value)) {
            throw ApiProblem.invalidParameter(name, name + " is one of " + String.join(", ", known) + ".");
        }
    }

    private static void within(String name, @Nullable Instant value) {
        if (value != null && (value.isBefore(EARLIEST) || value.isAfter(LATEST))) {
            throw ApiProblem.invalidParameter(name, name + " is a time between the years 1 and 9999.");
        }
    }
}

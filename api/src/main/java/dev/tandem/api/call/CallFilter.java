package dev.tandem.api.call;

import dev.tandem.api.problem.ApiProblem;
import dev.tandem.workflows.graph.Problem;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Which calls. null: any.
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

    /** Beyond these PostgreSQL has no time. */
    private static final Instant EARLIEST = Instant.parse("0001-01-01T00:00:00Z");

    private static final Instant LATEST = Instant.parse("9999-12-31T23:59:59Z");

    /** @throws ApiProblem 422 with everything that is wrong with it */
    static CallFilter of(
            @Nullable String status,
            @Nullable UUID workflow,
            @Nullable UUID version,
            @Nullable String channel,
            @Nullable Boolean test,
            @Nullable Instant from,
            @Nullable Instant to) {
        List<Problem> problems = new ArrayList<>();
        List<String> statuses =
                Arrays.stream(CallStatus.values()).map(CallStatus::wireName).toList();
        oneOf("status", status, statuses, problems);
        oneOf("channel", channel, CHANNELS, problems);
        within("from", from, problems);
        within("to", to, problems);
        if (!problems.isEmpty()) {
            throw ApiProblem.invalidRequest(problems);
        }
        return new CallFilter(status, workflow, version, channel, test, from, to);
    }

    private static void oneOf(String name, @Nullable String value, List<String> known, List<Problem> problems) {
        if (value != null && !known.contains(value)) {
            problems.add(new Problem(
                    "invalid_parameter",
                    "",
                    name + " is one of " + known.stream().collect(Collectors.joining(", ")) + "."));
        }
    }

    private static void within(String name, @Nullable Instant value, List<Problem> problems) {
        if (value != null && (value.isBefore(EARLIEST) || value.isAfter(LATEST))) {
            problems.add(new Problem("invalid_parameter", "", name + " is a time between the years 1 and 9999."));
        }
    }
}

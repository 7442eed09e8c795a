package dev.tandem.workflows.scenario;

import com.fasterxml.jackson.annotation.JsonFormat;
import dev.tandem.workflows.variable.Ordered;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * A caller of a test, what surrounds the call, and what must be true of it.
 *
 * @param variables given when the call starts
 * @param now the time at which the call is said to begin, with its offset; null: the time at which it runs
 * @param tools as in {@code test.tools} of a call: mocks by the tool's name, or {@code "real"}; null: none runs. It is
 *     checked against the tools of the version when the scenario runs
 * @param voice how the caller speaks; null: as the test is asked for, without disturbances
 * @param end what must be true of the whole call
 */
public record Scenario(
        String name,
        Map<String, JsonNode> variables,

        @JsonFormat(without = JsonFormat.Feature.ADJUST_DATES_TO_CONTEXT_TIME_ZONE) @Nullable OffsetDateTime now,

        @Nullable JsonNode tools,
        Caller caller,
        @Nullable Voice voice,
        List<Expectation> end,
        Repeat repeat) {

    public Scenario {
        variables = Ordered.copy(variables);
        end = List.copyOf(end);
    }

    /** Returns the lines that the caller says whatever happens; none: a persona decides them. */
    public List<Line> lines() {
        return switch (caller) {
            case Caller.Script(List<Line> lines) -> lines;
            case Caller.Persona _ -> List.of();
        };
    }

    /** Returns the disturbances of a spoken call, where the scenario has some. */
    public Optional<Voice> disturbances() {
        return Optional.ofNullable(voice);
    }
}

package dev.tandem.cli.report;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * What became of a scenario.
 *
 * @param failure what did not pass, in lines; null: it passed
 */
public record ScenarioResult(
        String name, int passed, int attempts, @Nullable String failure) {

    /** @param scenario as {@code GET /api/test-runs/{id}} shows it */
    public static ScenarioResult of(JsonNode scenario) {
        boolean isPassed = scenario.path("status").asString().equals("passed");
        return new ScenarioResult(
                scenario.path("name").asString(),
                scenario.path("passed").asInt(),
                scenario.path("attempts").asInt(),
                isPassed ? null : String.join("\n", failures(scenario)));
    }

    private static List<String> failures(JsonNode scenario) {
        List<String> lines = new ArrayList<>();
        scenario.path("problems")
                .forEach(problem -> lines.add(problem.path("pointer").asString("") + " "
                        + problem.path("message").asString("")));
        scenario.path("results").forEach(attempt -> {
            String reason = attempt.path("reason").asString("");
            if (!reason.isEmpty()) {
                lines.add("The call could not be made: " + reason);
            }
            attempt.path("verdicts").forEach(verdict -> {
                if (verdict.path("result").asString().equals("failed")) {
                    lines.add(verdict.path("pointer").asString() + where(verdict.path("where")));
                    lines.add("  expected: " + verdict.path("expected").asString());
                    lines.add("  found:    " + verdict.path("found").asString());
                    lines.add(
                            "  call:     /api/calls/" + attempt.path("call_id").asString());
                }
            });
        });
        if (lines.isEmpty()) {
            lines.add("It " + scenario.path("status").asString() + ".");
        }
        return lines;
    }

    private static String where(JsonNode where) {
        int first = where.path("first_turn").asInt(0);
        int last = where.path("last_turn").asInt(first);
        return first == last ? ", in turn " + first : ", in turns " + first + " to " + last;
    }

    /** @param file that the scenario is in */
    public List<String> lines(String file) {
        List<String> lines = new ArrayList<>();
        String often = attempts == 1 ? "" : " (" + passed + " of " + attempts + " calls)";
        lines.add((failure == null ? "✓ " : "✗ ") + name + often + (failure == null ? "" : "  " + file));
        if (failure != null) {
            failure.lines().forEach(line -> lines.add("    " + line));
        }
        return lines;
    }
}

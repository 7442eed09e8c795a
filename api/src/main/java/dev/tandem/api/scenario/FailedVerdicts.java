package dev.tandem.api.scenario;

import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Tells which failed verdicts stand behind the first turn that failed: there the caller might have said something else. */
final class FailedVerdicts {

    static final String COUNTERFACTUAL = "counterfactual";

    private FailedVerdicts() {}

    static boolean isFailed(JsonNode verdict) {
        return verdict.path("result").asString("").equals("failed");
    }

    /** Returns the turn in which it failed; what is true of the whole call fails with its last turn. */
    static int turn(JsonNode verdict) {
        boolean isOfTheEnd = verdict.path("pointer").asString("").startsWith("/end/");
        return verdict.path("where")
                .path(isOfTheEnd ? "last_turn" : "first_turn")
                .asInt(0);
    }

    /** Labels the failed ones of a call, each with whether it is counterfactual. */
    static void label(List<JsonNode> verdicts) {
        List<JsonNode> failed =
                verdicts.stream().filter(FailedVerdicts::isFailed).toList();
        int first = failed.stream().mapToInt(FailedVerdicts::turn).min().orElse(0);
        failed.forEach(verdict -> ((ObjectNode) verdict).put(COUNTERFACTUAL, turn(verdict) > first));
    }
}

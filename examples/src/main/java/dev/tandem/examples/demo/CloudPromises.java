package dev.tandem.examples.demo;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import tools.jackson.databind.JsonNode;

/**
 * Checks what a call with the customer's document promises. A real model chooses its own words, so nothing is said of
 * them.
 */
final class CloudPromises {

    /** The turn of the script that is interrupted, counted from 1. */
    private static final int LONG_ANSWER = 2;

    private CloudPromises() {}

    static List<Check> check(Evidence evidence) {
        Checks checks = new Checks(evidence);
        checks.hears("the caller is greeted", 0, "");
        checks.tools(List.of("check_order"));
        checks.interrupted(LONG_ANSWER, true);
        checks.transferredTo(
                "Billing",
                evidence.events("path.taken").stream()
                        .map(event -> event.path("payload"))
                        .toList());
        Set<String> used = new TreeSet<>();
        for (JsonNode event : evidence.events("provider.usage")) {
            used.add(event.path("payload").path("kind").asString(""));
        }
        checks.check(
                "what model, ears and voice used is recorded",
                used.equals(Set.of("llm", "stt", "tts")),
                used.toString());
        checks.check(
                "no turn was without an answer",
                evidence.events("turn.failed").isEmpty(),
                evidence.events("turn.failed").toString());
        checks.agreement();
        return checks.all();
    }
}

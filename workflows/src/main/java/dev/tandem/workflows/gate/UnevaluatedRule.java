package dev.tandem.workflows.gate;

import dev.tandem.workflows.document.Place;
import dev.tandem.workflows.document.Problems;
import dev.tandem.workflows.graph.ProviderKind;
import java.util.function.Predicate;
import tools.jackson.databind.JsonNode;

/** Refuses fields that a document may have and calls of this build would ignore. */
final class UnevaluatedRule implements PublishGate.DocumentRule {

    @Override
    public void check(Place document, Problems problems) {
        document.field("agents").entries().forEach(agent -> checkAgent(agent, problems));
    }

    private static void checkAgent(Place agent, Problems problems) {
        for (ProviderKind kind : ProviderKind.values()) {
            refuse(
                    agent.field(kind.field()).field("fallbacks"),
                    fallbacks -> !fallbacks.isEmpty(),
                    "other providers when this one fails; remove fallbacks",
                    problems);
        }
    }

    private static void refuse(Place place, Predicate<JsonNode> matters, String what, Problems problems) {
        if (place.isPresent() && matters.test(place.node())) {
            problems.fault("unsupported", place.pointer(), "Calls do not use " + what + ".");
        }
    }
}

package dev.tandem.workflows.rules;

import static dev.tandem.workflows.event.CallEvents.PATH_OFFERED;
import static dev.tandem.workflows.event.CallEvents.PATH_REJECTED;
import static dev.tandem.workflows.event.CallEvents.PATH_SUMMARISED;
import static dev.tandem.workflows.event.CallEvents.PATH_TAKEN;

import dev.tandem.workflows.graph.Agent;
import dev.tandem.workflows.graph.Context;
import dev.tandem.workflows.graph.Path;
import dev.tandem.workflows.graph.Target;
import dev.tandem.workflows.guard.Verdict;
import dev.tandem.workflows.protocol.ConversationSummary;
import dev.tandem.workflows.protocol.Rejection;
import dev.tandem.workflows.variable.Masking;
import dev.tandem.workflows.variable.VariableValue;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Writes the decisions on paths, each with the whole why. */
record PathEntries(CallState state, Masking masking) {

    Entry offered(List<PathOffer> offers, List<PathOffer.Withheld> withheld) {
        ObjectNode payload = Entries.inTurn(state);
        ArrayNode paths = payload.putArray("paths");
        ObjectNode guards = JsonNodeFactory.instance.objectNode();
        for (PathOffer offer : offers) {
            paths.add(offer.path().id());
            if (offer.path().guardCondition() != null) {
                guards.put(offer.path().id(), words(offer.guard()));
            }
        }
        if (!guards.isEmpty()) {
            payload.set("guards", guards);
        }
        for (PathOffer.Withheld hidden : withheld) {
            payload.withArray("/withheld")
                    .addObject()
                    .put("path_id", hidden.path().id())
                    .put("path", hidden.path().name())
                    .put("guard", words(hidden.guard()))
                    .put("reason", hidden.closed());
        }
        return new Entry(PATH_OFFERED, payload);
    }

    Entry taken(Decision.Committed taken, String by) {
        Path path = taken.path();
        Agent from = state.agent();
        Agent to = switch (path.target()) {
            case Target.ToAgent target -> state.call().graph().agent(target.agentId());
            case Target.End _ -> null;
        };
        ObjectNode payload = JsonNodeFactory.instance
                .objectNode()
                .put("turn", state.turn())
                .put("path_id", path.id())
                .put("path", path.name())
                .put("from_agent_id", from.id())
                .put("from", from.name())
                .put("to_agent_id", to == null ? null : to.id())
                .put("to", to == null ? null : to.name());
        ObjectNode variables = payload.putObject("variables");
        ObjectNode provenance = payload.putObject("provenance");
        path.variables().stream()
                .flatMap(variable -> Optional.ofNullable(state.variables().get(variable.name())).stream())
                .forEach(known -> {
                    variables.set(known.name(), masking.mask(known));
                    provenance.set(known.name(), provenance(known));
                });
        payload.put("by", by).put("guard", path.guardCondition()).put("why", Explanation.of(taken, by));
        return new Entry(PATH_TAKEN, payload);
    }

    Entry summarised(String pathId, ConversationSummary summary) {
        Context known = summary.text() == null ? Context.Summary.OTHERWISE : new Context.Summary();
        ObjectNode payload = Entries.inTurn(state)
                .put("path_id", pathId)
                .put("path", state.call().graph().path(pathId).map(Path::name).orElse(null))
                .put("context", known.documentName())
                .put("text", summary.text())
                .put("reason", summary.fault())
                .put("duration_ms", summary.durationMs());
        return new Entry(PATH_SUMMARISED, payload);
    }

    Entry rejected(Rejection rejection) {
        Optional<Path> path = state.call().graph().path(state.agent(), rejection.pathId());
        ObjectNode payload = Entries.inTurn(state)
                .put("path_id", rejection.pathId())
                .put("path", path.map(Path::name).orElse(null));
        rejection.missing().forEach(payload.putArray("missing")::add);
        ObjectNode invalid = payload.putObject("invalid");
        rejection.invalid().forEach(invalid::put);
        payload.put("guard", rejection.guard()).put("reason", rejection.reason());
        path.ifPresent(known -> {
            ObjectNode asked = payload.putObject("asked");
            rejection.wanted().forEach(name -> asked.put(name, state.travels().asked(known, name)));
        });
        payload.put("why", Explanation.of(rejection, path));
        return new Entry(PATH_REJECTED, payload);
    }

    private static ObjectNode provenance(VariableValue known) {
        return JsonNodeFactory.instance
                .objectNode()
                .put("source", known.source().name().toLowerCase(Locale.ROOT))
                .put("turn", known.turn())
                .put("confirmed", known.confirmed());
    }

    private static String words(Verdict guard) {
        return guard instanceof Verdict.Open open ? "unknown: " + String.join(", ", open.unknown()) : guard.word();
    }
}

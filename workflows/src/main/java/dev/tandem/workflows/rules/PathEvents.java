package dev.tandem.workflows.rules;

import dev.tandem.workflows.event.CallEvent;
import dev.tandem.workflows.graph.Agent;
import dev.tandem.workflows.graph.Context;
import dev.tandem.workflows.graph.Path;
import dev.tandem.workflows.graph.Target;
import dev.tandem.workflows.guard.Verdict;
import dev.tandem.workflows.protocol.ConversationSummary;
import dev.tandem.workflows.protocol.Rejection;
import dev.tandem.workflows.variable.VariableValue;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Makes the events about paths, each with all its reasons, of a call that is in a given state. */
record PathEvents(CallState state) {

    CallEvent offered(List<PathOffer> offers, List<PathOffer.Withheld> withheld) {
        Map<String, String> guards = new LinkedHashMap<>();
        offers.stream()
                .filter(offer -> offer.path().guardCondition() != null)
                .forEach(offer -> guards.put(offer.path().id(), words(offer.guard())));
        return new CallEvent.PathOffered(
                state.turn(),
                state.agentId(),
                state.agent().name(),
                offers.stream().map(offer -> offer.path().id()).toList(),
                guards,
                withheld.stream().map(PathEvents::withheld).toList());
    }

    private static CallEvent.PathOffered.Withheld withheld(PathOffer.Withheld hidden) {
        return new CallEvent.PathOffered.Withheld(
                hidden.path().id(), hidden.path().name(), words(hidden.guard()), hidden.closed());
    }

    /**
     * Returns the event of a path that was taken.
     *
     * @param cause why the path was taken
     */
    CallEvent taken(Decision.Committed taken, TransferChain.Cause cause) {
        Path path = taken.path();
        Agent from = state.agent();
        Agent to = switch (path.target()) {
            case Target.ToAgent target -> state.call().graph().agent(target.agentId());
            case Target.End _ -> null;
        };
        Map<String, JsonNode> variables = new LinkedHashMap<>();
        Map<String, CallEvent.PathTaken.Provenance> provenance = new LinkedHashMap<>();
        path.variables().stream()
                .flatMap(variable -> Optional.ofNullable(state.variables().get(variable.name())).stream())
                .forEach(known -> {
                    variables.put(known.name(), known.value());
                    provenance.put(known.name(), provenance(known));
                });
        return new CallEvent.PathTaken(
                state.turn(),
                path.id(),
                path.name(),
                from.id(),
                from.name(),
                to == null ? null : to.id(),
                to == null ? null : to.name(),
                variables,
                provenance,
                cause.recorded(),
                path.guardCondition(),
                Explanation.of(taken, cause));
    }

    CallEvent summarised(String pathId, ConversationSummary summary) {
        Context known = summary.text() == null ? Context.Summary.OTHERWISE : new Context.Summary();
        return new CallEvent.PathSummarised(
                state.turn(),
                state.agentId(),
                state.agent().name(),
                pathId,
                state.call().graph().path(pathId).map(Path::name).orElse(null),
                known.documentName(),
                summary.text(),
                summary.fault(),
                summary.durationMs());
    }

    CallEvent rejected(Rejection rejection) {
        Optional<Path> path = state.call().graph().path(state.agent(), rejection.pathId());
        return new CallEvent.PathRejected(
                state.turn(),
                state.agentId(),
                state.agent().name(),
                rejection.pathId(),
                path.map(Path::name).orElse(null),
                rejection.missing(),
                rejection.invalid(),
                rejection.guard(),
                rejection.reason(),
                path.map(known -> asked(known, rejection)).orElse(null),
                Explanation.of(rejection, path));
    }

    /** Returns how often the path was rejected for each variable that it asks for, this time included. */
    private @Nullable Map<String, Integer> asked(Path path, Rejection rejection) {
        PathHistory after = state.history().rejected(path, TransferRules.askedFor(state.context(), rejection));
        Map<String, Integer> asked = new LinkedHashMap<>();
        rejection.wanted().forEach(name -> asked.put(name, after.asked(path, name)));
        return asked;
    }

    private static CallEvent.PathTaken.Provenance provenance(VariableValue known) {
        return new CallEvent.PathTaken.Provenance(known.source(), known.turn(), known.confirmed());
    }

    private static String words(Verdict guard) {
        return guard instanceof Verdict.Open open ? "unknown: " + String.join(", ", open.unknown()) : guard.word();
    }
}

package dev.tandem.workflows.replay;

import dev.tandem.workflows.graph.Path;
import dev.tandem.workflows.protocol.Offers;
import dev.tandem.workflows.protocol.Offers.OfferedPath;
import dev.tandem.workflows.replay.Divergence.Kind;
import dev.tandem.workflows.rules.Action.Arm;
import dev.tandem.workflows.rules.CallRules;
import dev.tandem.workflows.rules.CallState;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A path that the model of one version may propose in a step, and that of the other may not, or in another way. */
record Offered(Kind kind, String pathId, String expected, String found) {

    private static final String NOT_OFFERED = "The model was not offered ";

    /** Returns what differs between the offers of two versions in the same step. */
    static List<Offered> between(CallState recorded, Arm was, CallState other, Arm is) {
        Offers expected = CallRules.offers(recorded, was);
        Offers found = CallRules.offers(other, is);
        List<Offered> differences = new ArrayList<>();
        if (expected.tools() != found.tools()) {
            return List.of(new Offered(Kind.OFFER, "", mayAsk(expected), mayAsk(found)));
        }
        Map<String, OfferedPath> left = new LinkedHashMap<>();
        found.paths().forEach(path -> left.put(path.pathId(), path));
        for (OfferedPath path : expected.paths()) {
            OfferedPath now = left.remove(path.pathId());
            if (now == null) {
                differences.add(withheld(path.pathId(), recorded, other));
            } else {
                compared(path, now, recorded, other).ifPresent(differences::add);
            }
        }
        left.keySet().forEach(id -> differences.add(added(id, recorded, other)));
        return differences;
    }

    private static String mayAsk(Offers offers) {
        return offers.tools() ? "The model might ask for tools and paths." : "The model might ask for nothing more.";
    }

    private static Offered withheld(String id, CallState recorded, CallState other) {
        String name = name(recorded, id);
        return new Offered(kindOf(other, id), id, offered(name), NOT_OFFERED + name + ": " + why(other, id));
    }

    private static Offered added(String id, CallState recorded, CallState other) {
        String name = name(other, id);
        return new Offered(kindOf(recorded, id), id, NOT_OFFERED + name + ": " + why(recorded, id), offered(name));
    }

    private static Optional<Offered> compared(OfferedPath was, OfferedPath is, CallState recorded, CallState other) {
        String id = was.pathId();
        if (!was.missing().equals(is.missing())) {
            return Optional.of(
                    new Offered(Kind.VARIABLE, id, asks(name(recorded, id), was), asks(name(other, id), is)));
        }
        String before = name(recorded, id);
        String now = name(other, id);
        return before.equals(now)
                ? Optional.empty()
                : Optional.of(new Offered(Kind.OFFER, id, offered(before), offered(now)));
    }

    private static String asks(String name, OfferedPath path) {
        return path.missing().isEmpty()
                ? name + " had all that it asks for."
                : name + " still asked for " + String.join(", ", path.missing()) + ".";
    }

    private static String offered(String name) {
        return "The model was offered " + name + ".";
    }

    private static String name(CallState state, String id) {
        return "\"" + state.call().graph().path(id).map(Path::name).orElse(id) + "\"";
    }

    /** A path that is there and closed is withheld by its guard, or by how often it was taken. */
    private static Kind kindOf(CallState state, String id) {
        return state.call()
                .graph()
                .path(state.agent(), id)
                .flatMap(path -> CallRules.against(state, path))
                .filter(rejection -> rejection.guard() != null)
                .map(_ -> Kind.GUARD)
                .orElse(Kind.OFFER);
    }

    private static String why(CallState state, String id) {
        Optional<Path> path = state.call().graph().path(state.agent(), id);
        if (path.isEmpty()) {
            return "this agent has no such path.";
        }
        return CallRules.against(state, path.get())
                .map(rejection -> rejection.guard() == null
                        ? "it was closed."
                        : "its guard (" + path.get().guardCondition() + ") was " + rejection.guard() + ".")
                .orElse("it waits for something else.");
    }
}

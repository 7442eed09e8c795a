package dev.tandem.workflows.rules;

import dev.tandem.workflows.graph.Agent;
import dev.tandem.workflows.graph.Path;
import dev.tandem.workflows.graph.Target;
import dev.tandem.workflows.graph.Trigger;
import dev.tandem.workflows.protocol.Conversation.Role;
import dev.tandem.workflows.protocol.ToolResult;
import dev.tandem.workflows.protocol.TransferRequest;
import dev.tandem.workflows.protocol.TurnInput;
import dev.tandem.workflows.rules.Action.ArmTurn;
import dev.tandem.workflows.rules.Action.EndCall;
import dev.tandem.workflows.rules.Action.Transfer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** A committed move: the path that was decided on, and the silent ones that lead on from it. */
final class TransferChain {

    static final String PROPOSED = "proposed";
    static final String FALLBACK = "on_reject";
    static final String OPERATOR = "operator";

    private static final String ROUTED = "always";

    private final Transition draft;
    private final Agent from;
    private final List<TurnInput.Taken> taken = new ArrayList<>();
    private final List<Path> paths = new ArrayList<>();
    private final List<String> say = new ArrayList<>();

    TransferChain(Transition draft) {
        this.draft = draft;
        this.from = draft.state().agent();
    }

    /** Why a path is taken that nobody proposed. */
    static String by(Trigger trigger) {
        return switch (trigger) {
            case Trigger.Intent _ -> PROPOSED;
            case Trigger.Expression _ -> "expression";
            case Trigger.Event event -> event.event().documentName();
            case Trigger.Always _ -> ROUTED;
        };
    }

    void take(Decision.Committed committed, String by, @Nullable JsonNode arguments) {
        Path path = committed.path();
        draft.enter(entries -> entries.pathTaken(committed, by));
        draft.propose(Role.TRANSFER, path.id(), arguments);
        draft.change(state -> state.took(path).decided(Explanation.of(committed, by)));
        taken.add(new TurnInput.Taken(path.id(), draft.state().transfers(), null));
        String words = path.say();
        if (words != null) {
            say.add(words);
        }
        paths.add(path);
        if (path.target() instanceof Target.ToAgent) {
            draft.enter(Entries::agentActivated);
        } else {
            draft.change(state -> state.closing(EndCall.completed("path_taken")));
        }
    }

    /** Silent routers lead on at once, as often as the document allows. */
    void beRouted() {
        int hops = draft.state().call().graph().limits().routerHops();
        for (int hop = 0; hop < hops && draft.state().closing() == null; hop++) {
            Optional<Decision.Committed> router =
                    TransferRules.spontaneous(draft.state().standing(), new Trigger.Always());
            if (router.isEmpty()) {
                return;
            }
            take(router.get(), ROUTED, null);
        }
    }

    /** @param results of tools that ran before the move */
    Outcome arrive(List<ToolResult> results) {
        beRouted();
        draft.change(state -> state.with(state.progress().nextStep()));
        if (draft.state().closing() != null || paths.isEmpty()) {
            return draft.then(ArmTurn.farewell(words()));
        }
        return draft.then(new Transfer(
                request(results), from.name(), draft.state().agent().name(), taken, words(), results));
    }

    private TransferRequest request(List<ToolResult> results) {
        CallState state = draft.state();
        return new TransferRequest(
                state.call().input().callId(),
                state.turn(),
                paths.getLast().id(),
                from.id(),
                state.agentId(),
                SummaryRules.wanted(state, paths, results, words()));
    }

    /** The call opens where the routers of its first agent lead. */
    Outcome open() {
        beRouted();
        return draft.then(
                draft.state().closing() == null
                        ? ArmTurn.entering(taken, words(), List.of())
                        : ArmTurn.farewell(words()));
    }

    private @Nullable String words() {
        return say.isEmpty() ? null : String.join(" ", say);
    }
}

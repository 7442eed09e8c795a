package dev.tandem.workflows.rules;

import dev.tandem.workflows.event.CallEvent;
import dev.tandem.workflows.graph.Agent;
import dev.tandem.workflows.graph.Path;
import dev.tandem.workflows.graph.Target;
import dev.tandem.workflows.graph.Trigger;
import dev.tandem.workflows.protocol.SummaryRequest;
import dev.tandem.workflows.protocol.TransferRequest;
import dev.tandem.workflows.protocol.TurnStep;
import dev.tandem.workflows.protocol.TurnStep.TakenPath;
import dev.tandem.workflows.protocol.TurnStep.ToolReturn;
import dev.tandem.workflows.rules.Action.Arm;
import dev.tandem.workflows.rules.Action.Transfer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Follows a committed move along its chain of transfers: the path that was decided on, and the silent ones that lead on
 * from it.
 */
final class TransferChain {

    static final String PROPOSED = "proposed";
    static final String FALLBACK = "on_reject";
    static final String OPERATOR = "operator";

    private final Transition move;
    private final Agent from;
    private final List<TakenPath> taken = new ArrayList<>();
    private final List<Path> paths = new ArrayList<>();
    private final List<String> say = new ArrayList<>();

    TransferChain(Transition move) {
        this.move = move;
        this.from = move.state().agent();
    }

    /** Returns why a path is taken that nobody proposed. */
    static String by(Trigger trigger) {
        return switch (trigger) {
            case Trigger.Intent _ -> PROPOSED;
            case Trigger.Expression _ -> "expression";
            case Trigger.Event event -> event.event().documentName();
            case Trigger.Always _ -> CallEvent.PathTaken.ROUTED;
        };
    }

    void take(Decision.Committed committed, String by) {
        Path path = committed.path();
        move.record(events -> events.paths().taken(committed, by));
        taken.add(new TakenPath(path.id(), move.state().transfers(), null));
        String words = path.say();
        if (words != null) {
            say.add(words);
        }
        paths.add(path);
        if (path.target() instanceof Target.ToAgent(String next)) {
            move.record(events -> events.agentActivated(next));
        }
    }

    /** Follows silent routers at once, as often as the document allows. */
    void beRouted() {
        int hops = move.state().call().graph().limits().routerHops();
        for (int hop = 0; hop < hops && move.state().closing() == null; hop++) {
            Optional<Decision.Committed> router =
                    TransferRules.spontaneous(move.state().context(), new Trigger.Always());
            if (router.isEmpty()) {
                return;
            }
            take(router.get(), CallEvent.PathTaken.ROUTED);
        }
    }

    /**
     * Arrives at the last agent of the chain.
     *
     * @param returns results of tools that ran before the move
     */
    Outcome arrive(List<ToolReturn> returns) {
        beRouted();
        move.change(state -> state.with(state.progress().nextStep()));
        if (move.state().closing() != null || paths.isEmpty()) {
            return move.then(Arm.farewell(words()));
        }
        return move.then(new Transfer(
                request(returns),
                from.name(),
                move.state().agent().name(),
                new TurnStep.Enter(taken, words(), returns)));
    }

    private TransferRequest request(List<ToolReturn> returns) {
        CallState state = move.state();
        SummaryRequest wanted = SummaryRules.wanted(state, paths, returns, words());
        return new TransferRequest(
                state.call().input().callId(), state.turn(), paths.getLast().id(), from.id(), state.agentId(), wanted);
    }

    /** Opens the call at the agent that the routers of its first agent lead to. */
    Outcome open() {
        beRouted();
        return move.then(
                move.state().closing() == null
                        ? new Arm(new TurnStep.Enter(taken, words(), List.of()))
                        : Arm.farewell(words()));
    }

    private String words() {
        return String.join(" ", say);
    }
}

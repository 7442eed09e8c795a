package dev.tandem.workflows.rules;

import dev.tandem.workflows.event.CallEvent;
import dev.tandem.workflows.graph.Agent;
import dev.tandem.workflows.graph.Path;
import dev.tandem.workflows.graph.PathEvent;
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

    /** Why a path is taken. */
    sealed interface Cause {

        /** What the path waits for happened; for a path of kind intent: the model proposed it. */
        record Triggered(Trigger trigger) implements Cause {}

        /** The caller was asked often enough for what the path requires that this one stands in for. */
        record Fallback() implements Cause {}

        /** An operator commanded it. */
        record ByOperator() implements Cause {}

        /** Returns what {@code path.taken} records. */
        default String recorded() {
            return switch (this) {
                case Triggered(Trigger.Intent _) -> "proposed";
                case Triggered(Trigger.Expression _) -> "expression";
                case Triggered(Trigger.Event(PathEvent event)) -> event.documentName();
                case Triggered(Trigger.Always _) -> CallEvent.PathTaken.ROUTED;
                case Fallback _ -> "on_reject";
                case ByOperator _ -> "operator";
            };
        }
    }

    private final Transition move;
    private final Agent from;
    private final List<TakenPath> taken = new ArrayList<>();
    private final List<Path> paths = new ArrayList<>();
    private final List<String> say = new ArrayList<>();

    TransferChain(Transition move) {
        this.move = move;
        this.from = move.state().agent();
    }

    void take(Decision.Committed committed, Cause cause) {
        Path path = committed.path();
        move.record(events -> events.paths().taken(committed, cause));
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
            take(router.get(), new Cause.Triggered(new Trigger.Always()));
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

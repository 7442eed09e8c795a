package dev.tandem.workflows.rules;

import dev.tandem.workflows.graph.Path;
import dev.tandem.workflows.graph.PathEvent;
import dev.tandem.workflows.graph.Trigger;
import dev.tandem.workflows.protocol.Control;
import dev.tandem.workflows.protocol.Rejection;
import dev.tandem.workflows.protocol.TransferProposal;
import dev.tandem.workflows.protocol.TurnStep;
import dev.tandem.workflows.protocol.TurnStep.RejectedProposal;
import dev.tandem.workflows.protocol.TurnStep.ToolReturn;
import dev.tandem.workflows.rules.Action.Arm;
import dev.tandem.workflows.rules.TransferChain.Cause;
import dev.tandem.workflows.variable.Variable;
import java.util.List;
import java.util.Optional;

/** Decides what follows from a proposed path, and from what happens: the call moves, ends, or stays where it is. */
final class MoveRules {

    private static final String MOVED_ALREADY =
            "The call has just been transferred; speak with the caller before you propose a path.";

    private MoveRules() {}

    static Outcome decide(Transition turn, TransferProposal proposal) {
        CallState state = turn.state();
        if (state.progress().moved()) {
            return stay(turn, proposal, Rejection.because(proposal.pathId(), MOVED_ALREADY));
        }
        Decision decision = TransferRules.decide(state.context(), proposal);
        turn.learn(decision.update());
        return switch (decision) {
            case Decision.Committed committed -> {
                TransferChain chain = new TransferChain(turn);
                chain.take(committed, new Cause.Triggered(new Trigger.Intent()));
                yield chain.arrive(List.of());
            }
            case Decision.Rejected rejected -> reject(turn, proposal, rejected.rejection());
        };
    }

    /**
     * Moves the call if a path waits for what happened, and nothing has moved the call in this turn. While an operator
     * speaks with the caller, only the operator moves it.
     */
    static Optional<Outcome> follow(Transition turn, Trigger trigger, List<ToolReturn> returns) {
        boolean operated = turn.state().control() == Control.OPERATOR;
        if (operated || turn.state().progress().moved() || turn.state().closing() != null) {
            return Optional.empty();
        }
        return TransferRules.spontaneous(turn.state().context(), trigger).map(committed -> {
            TransferChain chain = new TransferChain(turn);
            chain.take(committed, new Cause.Triggered(trigger));
            return chain.arrive(returns);
        });
    }

    static Optional<Outcome> follow(Transition turn, PathEvent event) {
        return follow(turn, new Trigger.Event(event), List.of());
    }

    /** Keeps the agent. A caller who was asked often enough is not asked any more. */
    private static Outcome reject(Transition turn, TransferProposal proposal, Rejection rejection) {
        Optional<Path> path = turn.state().call().graph().path(turn.state().agent(), proposal.pathId());
        PathHistory asked = path.map(known -> turn.state()
                        .history()
                        .rejected(known, TransferRules.askedFor(turn.state().context(), rejection)))
                .orElse(turn.state().history());
        Optional<Variable> exhausted = path.flatMap(known -> TransferRules.exhausted(asked, known, rejection));
        if (exhausted.isEmpty()) {
            return stay(turn, proposal, rejection);
        }
        Optional<Decision.Committed> fallback =
                path.flatMap(known -> TransferRules.fallback(turn.state().context(), known));
        if (fallback.isEmpty()) {
            String enough = "The caller was asked " + exhausted.get().maxAsk() + " times for "
                    + exhausted.get().name() + "; ask no more, and help in another way.";
            return stay(turn, proposal, rejection.with(enough));
        }
        turn.record(events -> events.paths().rejected(rejection));
        TransferChain chain = new TransferChain(turn);
        chain.take(fallback.get(), new Cause.Fallback());
        return chain.arrive(List.of());
    }

    private static Outcome stay(Transition turn, TransferProposal proposal, Rejection rejection) {
        turn.record(events -> events.paths().rejected(rejection));
        turn.change(state -> state.with(state.progress().pathRejected().nextStep()));
        return turn.then(new Arm(new TurnStep.Reconsider(new RejectedProposal(proposal, rejection))));
    }
}

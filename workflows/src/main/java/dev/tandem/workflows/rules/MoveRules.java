package dev.tandem.workflows.rules;

import dev.tandem.workflows.graph.Path;
import dev.tandem.workflows.graph.PathEvent;
import dev.tandem.workflows.graph.Trigger;
import dev.tandem.workflows.protocol.Control;
import dev.tandem.workflows.protocol.Conversation.Role;
import dev.tandem.workflows.protocol.Rejection;
import dev.tandem.workflows.protocol.ToolResult;
import dev.tandem.workflows.protocol.TransferProposal;
import dev.tandem.workflows.rules.Action.ArmTurn;
import dev.tandem.workflows.variable.Variable;
import java.util.List;
import java.util.Optional;

/** What follows from a proposed path, and from what happens: the call moves, ends, or stays where it is. */
final class MoveRules {

    private static final String MOVED_ALREADY =
            "The call has just been transferred; speak with the caller before you propose a path.";

    private MoveRules() {}

    static Outcome decide(Transition draft, TransferProposal proposal) {
        CallState state = draft.state();
        if (state.progress().moved()) {
            return stay(draft, proposal, Rejection.because(proposal.pathId(), MOVED_ALREADY));
        }
        Decision decision = TransferRules.decide(state.standing(), proposal);
        draft.learn(decision.variables(), decision.changed());
        return switch (decision) {
            case Decision.Committed committed -> {
                TransferChain journey = new TransferChain(draft);
                journey.take(committed, TransferChain.PROPOSED, proposal.arguments());
                yield journey.arrive(List.of());
            }
            case Decision.Rejected rejected -> reject(draft, proposal, rejected.rejection());
        };
    }

    /**
     * The call moves by itself, if a path waits for what happened and nothing has moved it in this turn. While an operator
     * speaks with the caller only he moves it.
     */
    static Optional<Outcome> follow(Transition draft, Trigger trigger, List<ToolResult> results) {
        boolean operated = draft.state().control() == Control.OPERATOR;
        if (operated || draft.state().progress().moved() || draft.state().closing() != null) {
            return Optional.empty();
        }
        return TransferRules.spontaneous(draft.state().standing(), trigger).map(committed -> {
            TransferChain journey = new TransferChain(draft);
            journey.take(committed, TransferChain.by(trigger), null);
            return journey.arrive(results);
        });
    }

    static Optional<Outcome> follow(Transition draft, PathEvent event) {
        return follow(draft, new Trigger.Event(event), List.of());
    }

    /** The agent stays; a caller who was asked often enough is asked no more. */
    private static Outcome reject(Transition draft, TransferProposal proposal, Rejection rejection) {
        Optional<Path> path = draft.state().call().graph().path(draft.state().agent(), proposal.pathId());
        path.ifPresent(known -> draft.change(state ->
                state.with(state.travels().rejected(known, TransferRules.askedFor(state.standing(), rejection)))));
        Optional<Variable> exhausted =
                path.flatMap(known -> TransferRules.exhausted(draft.state().travels(), known, rejection));
        if (exhausted.isEmpty()) {
            return stay(draft, proposal, rejection);
        }
        Optional<Decision.Committed> fallback =
                path.flatMap(known -> TransferRules.fallback(draft.state().standing(), known));
        if (fallback.isEmpty()) {
            String enough = "The caller was asked " + exhausted.get().maxAsk() + " times for "
                    + exhausted.get().name() + "; ask no more, and help in another way.";
            return stay(draft, proposal, rejection.with(enough));
        }
        record(draft, proposal, rejection);
        TransferChain journey = new TransferChain(draft);
        journey.take(fallback.get(), TransferChain.FALLBACK, null);
        return journey.arrive(List.of());
    }

    private static Outcome stay(Transition draft, TransferProposal proposal, Rejection rejection) {
        record(draft, proposal, rejection);
        draft.change(state -> state.with(state.progress().pathRejected().nextStep()));
        CallState state = draft.state();
        boolean speechOnly =
                state.progress().exhausted(state.call().graph().limits().maxToolSteps());
        return draft.then(ArmTurn.rejected(rejection, speechOnly));
    }

    private static void record(Transition draft, TransferProposal proposal, Rejection rejection) {
        CallState state = draft.state();
        Optional<Path> path = state.call().graph().path(state.agent(), proposal.pathId());
        draft.enter(entries -> entries.pathRejected(rejection));
        draft.propose(Role.REJECTED, proposal.pathId(), proposal.arguments());
        draft.change(open -> open.decided(Explanation.of(rejection, path)));
    }
}

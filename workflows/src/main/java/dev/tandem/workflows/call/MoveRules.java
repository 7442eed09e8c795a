package dev.tandem.workflows.call;

import dev.tandem.workflows.call.Conversation.Role;
import dev.tandem.workflows.call.NextStep.ArmTurn;
import dev.tandem.workflows.call.NextStep.EndCall;
import dev.tandem.workflows.call.NextStep.Transfer;
import dev.tandem.workflows.graph.Agent;
import dev.tandem.workflows.graph.Path;
import dev.tandem.workflows.graph.Target;
import dev.tandem.workflows.transfer.Decision;
import dev.tandem.workflows.transfer.PathTransfer;
import dev.tandem.workflows.transfer.Rejection;
import dev.tandem.workflows.transfer.TransferProposal;
import dev.tandem.workflows.transfer.TransferRules;
import java.util.List;
import java.util.Map;

/** What follows from a proposed path: the call moves, ends, or stays where it is. */
final class MoveRules {

    private static final String MOVED_ALREADY =
            "The call has just been transferred; speak with the caller before you propose a path.";

    private MoveRules() {}

    static Consequence decide(Draft draft, TransferProposal proposal) {
        CallState state = draft.state();
        if (state.progress().moved()) {
            return reject(draft, proposal, new Rejection(proposal.pathId(), List.of(), Map.of(), MOVED_ALREADY));
        }
        Decision decision =
                TransferRules.decide(state.call().graph(), state.agent(), state.variables(), proposal, state.turn());
        draft.learn(decision.variables(), decision.changed());
        return switch (decision) {
            case Decision.Committed committed -> commit(draft, committed.path(), proposal);
            case Decision.Rejected rejected -> reject(draft, proposal, rejected.rejection());
        };
    }

    /** The next agent's parts are in place. */
    static Consequence transferred(CallState state, Transfer transfer) {
        return new Draft(state).then(ArmTurn.entering(transfer.say()));
    }

    private static Consequence commit(Draft draft, Path path, TransferProposal proposal) {
        Agent from = draft.state().agent();
        int turn = draft.state().turn();
        draft.enter(entries -> entries.pathTaken(path));
        draft.propose(Role.TRANSFER, path.id(), proposal.arguments());
        draft.change(state -> state.with(state.progress().pathTaken().nextStep()));
        return switch (path.target()) {
            case Target.ToAgent target -> {
                draft.change(state -> state.movedTo(target.agentId()));
                draft.enter(Entries::agentActivated);
                Agent to = draft.state().agent();
                yield draft.then(new Transfer(
                        new PathTransfer.Request(
                                draft.state().call().input().callId(), turn, path.id(), from.id(), to.id()),
                        from.name(),
                        to.name(),
                        path.say()));
            }
            case Target.End _ -> {
                draft.change(state -> state.closing(EndCall.completed("path_taken")));
                yield draft.then(ArmTurn.farewell(path.say()));
            }
        };
    }

    private static Consequence reject(Draft draft, TransferProposal proposal, Rejection rejection) {
        draft.enter(entries -> entries.pathRejected(rejection));
        draft.propose(Role.REJECTED, proposal.pathId(), proposal.arguments());
        draft.change(state -> state.with(state.progress().pathRejected().nextStep()));
        CallState state = draft.state();
        boolean speechOnly =
                state.progress().exhausted(state.call().graph().limits().maxToolSteps());
        return draft.then(ArmTurn.rejected(rejection, speechOnly));
    }
}

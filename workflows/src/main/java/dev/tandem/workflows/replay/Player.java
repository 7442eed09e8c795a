package dev.tandem.workflows.replay;

import dev.tandem.workflows.event.CallEvent;
import dev.tandem.workflows.event.EventMasking;
import dev.tandem.workflows.protocol.ToolResult;
import dev.tandem.workflows.protocol.TransferReceipt;
import dev.tandem.workflows.protocol.TurnOutcome;
import dev.tandem.workflows.rules.Action;
import dev.tandem.workflows.rules.Action.Arm;
import dev.tandem.workflows.rules.Action.EndCall;
import dev.tandem.workflows.rules.Action.RunTools;
import dev.tandem.workflows.rules.Action.Transfer;
import dev.tandem.workflows.rules.CallRules;
import dev.tandem.workflows.rules.CallState;
import dev.tandem.workflows.rules.CallState.Call;
import dev.tandem.workflows.rules.Happening;
import dev.tandem.workflows.rules.Outcome;
import dev.tandem.workflows.variable.HiddenValues;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Plays a version by the cues of a recorded call. */
final class Player {

    private final HiddenValues hidden;
    private final EventMasking masking;
    private final Map<String, String> refused = new HashMap<>();
    private final List<String> taken = new ArrayList<>();
    private CallState state;
    private Action next;

    /** Events of the last cue, masked. */
    private List<CallEvent> events = List.of();

    /** @param sensitive names of the variables whose values no report shows */
    Player(Call call, Set<String> sensitive) {
        this.hidden = new HiddenValues(sensitive);
        this.masking = new EventMasking(hidden);
        Outcome open = CallRules.open(call);
        this.state = open.state();
        this.next = open.next();
        note(open.events());
    }

    CallState state() {
        return state;
    }

    Action next() {
        return next;
    }

    List<CallEvent> events() {
        return events;
    }

    /** Returns the paths that were taken, as {@code <path>><agent>}; behind the last one nothing if the call ends. */
    List<String> taken() {
        return List.copyOf(taken);
    }

    boolean isOver() {
        return next instanceof EndCall;
    }

    /** Returns how the call ended; empty: it has not. */
    Optional<EndCall> end() {
        return next instanceof EndCall end ? Optional.of(end) : Optional.empty();
    }

    /** Puts the next agent in place without a summary, if the call moves and the recorded one did not. */
    void arrive() {
        if (next instanceof Transfer transfer) {
            move(CallRules.next(state, new Happening.TransferArrived(transfer, null)));
        }
    }

    /**
     * Takes a cue.
     *
     * @return false if it makes no sense to this call as it stands: nothing has changed
     */
    boolean take(Cue cue) {
        events = List.of();
        if (isOver()) {
            return false;
        }
        return switch (cue) {
            case Cue.Opened _, Cue.TooLarge _ -> false;
            case Cue.Stepped stepped -> next instanceof Arm arm && step(arm, stepped);
            case Cue.Returned(List<ToolResult> results) -> next instanceof RunTools run && returned(run, results);
            case Cue.Arrived arrived -> next instanceof Transfer transfer && arrived(transfer, arrived);
            case Cue.Commanded commanded ->
                next instanceof Arm arm
                        && happens(new Happening.CommandGiven(
                                commanded.yields() ? arm.yielding() : arm, commanded.command()));
            case Cue.EndAsked asked -> happens(new Happening.EndAsked(asked.end(), asked.say()));
            case Cue.Broke broke -> happens(new Happening.TurnBroke(broke.reason()));
            case Cue.Deserted deserted -> happens(new Happening.Deserted(deserted.end()));
            case Cue.Heard heard -> {
                CallRules.Heard now = CallRules.heard(state, heard.utterances());
                state = now.state();
                note(now.events());
                yield true;
            }
            case Cue.Waiting waiting -> {
                state = state.heard(waiting.utterances());
                yield true;
            }
        };
    }

    private boolean step(Arm arm, Cue.Stepped stepped) {
        TurnOutcome outcome = stepped.outcome();
        OfferedValues.hide(outcome, hidden, state.turn());
        state = state.heard(outcome.leftUnanswered());
        return happens(new Happening.StepCameOut(stepped.yields() ? arm.yielding() : arm, outcome));
    }

    private boolean returned(RunTools run, List<ToolResult> results) {
        Set<String> asked =
                run.requests().stream().map(request -> request.call().key()).collect(Collectors.toSet());
        return happens(new Happening.ToolsReturned(
                run,
                results.stream()
                        .filter(result -> asked.contains(result.key()))
                        .map(this::refusedOrSame)
                        .toList()));
    }

    private ToolResult refusedOrSame(ToolResult result) {
        String why = refused.get(result.key());
        return why == null
                ? result
                : new ToolResult(result.key(), result.name(), ToolResult.Status.FAILED, null, why, 0, 0);
    }

    /** Has a tool fail that would not take its arguments. */
    void refuse(String key, String why) {
        refused.put(key, why);
    }

    /** Returns any words with stars where a sensitive value stands. */
    String hide(String words) {
        return hidden.in(words);
    }

    private boolean arrived(Transfer transfer, Cue.Arrived arrived) {
        TransferReceipt receipt = new TransferReceipt(transfer.request().toAgentId(), true, arrived.summary());
        return happens(new Happening.TransferArrived(transfer, receipt));
    }

    private boolean happens(Happening happening) {
        move(CallRules.next(state, happening));
        return true;
    }

    private void move(Outcome outcome) {
        state = outcome.state();
        next = outcome.next();
        note(outcome.events());
    }

    private void note(List<CallEvent> happened) {
        events = happened.stream().map(masking::mask).toList();
        happened.stream()
                .filter(CallEvent.PathTaken.class::isInstance)
                .map(CallEvent.PathTaken.class::cast)
                .map(path -> path.pathId() + ">" + (path.toAgentId() == null ? "" : path.toAgentId()))
                .forEach(taken::add);
    }
}

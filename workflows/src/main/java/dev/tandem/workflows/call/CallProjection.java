package dev.tandem.workflows.call;

import dev.tandem.workflows.call.api.SearchAttributes;
import dev.tandem.workflows.call.attendance.AttendanceLoop;
import dev.tandem.workflows.command.Command;
import dev.tandem.workflows.event.CallEvent;
import dev.tandem.workflows.protocol.CallInput;
import dev.tandem.workflows.protocol.Heartbeat;
import dev.tandem.workflows.protocol.Lease;
import dev.tandem.workflows.protocol.RunningTools;
import dev.tandem.workflows.protocol.ToolRequest;
import dev.tandem.workflows.protocol.TurnOutcome;
import dev.tandem.workflows.protocol.Utterance;
import dev.tandem.workflows.replay.Cue;
import dev.tandem.workflows.replay.OfferedValues;
import dev.tandem.workflows.rules.Action;
import dev.tandem.workflows.rules.Action.Arm;
import dev.tandem.workflows.rules.Action.EndCall;
import dev.tandem.workflows.rules.CallRules;
import dev.tandem.workflows.rules.CallState;
import dev.tandem.workflows.rules.Happening;
import dev.tandem.workflows.rules.Outcome;
import dev.tandem.workflows.variable.HiddenValues;
import io.temporal.workflow.Workflow;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Holds the state of a call as it goes on, and shows it to all who can read it: as events, as search attributes and as
 * the details in the UI.
 */
final class CallProjection implements AttendanceLoop.Projection {

    private static final String ACTIVE = "active";

    /** Turns that a caller may be ahead of the open one; beyond that, words are recorded when they are answered. */
    private static final int MOST_AHEAD = 16;

    private final Recorder recorder;
    private final HiddenValues hidden;
    private final ProviderEvents providers = new ProviderEvents();
    private CallState state;

    /** What the attending process heard ahead of the open turn, by turn. */
    private final SortedMap<Integer, Utterance> ahead = new TreeMap<>();

    /** What the caller has typed, by turn. The workflow heard it itself, so no process counts it anew. */
    private final SortedMap<Integer, Utterance> typed = new TreeMap<>();

    /** Names of the tools that run in the present step; empty: none run. */
    private List<String> tools = List.of();

    private long toolsBegan;

    private final Breaks breaks = new Breaks();

    /** True once the last events are written. */
    private boolean closed;

    /** False in a call that began when tools were recorded with their turn: its history has to replay. */
    private final boolean recordsTools;

    /** False in a call that began when tools were recorded in front of the answer. */
    private final boolean behindTheAnswer;

    CallProjection(Recorder recorder, Outcome opening) {
        this.recorder = recorder;
        int version = Workflow.getVersion("record-as-it-happens", Workflow.DEFAULT_VERSION, 2);
        this.recordsTools = version >= 1;
        this.behindTheAnswer = version >= 2;
        this.hidden = new HiddenValues(opening.state().call().graph().sensitiveNames());
        recorder.mask(hidden);
        this.state = opening.state();
        CallInput input = state.call().input();
        recorder.cue(new Cue.Opened(input.channel(), input.variables()));
        Workflow.upsertTypedSearchAttributes(
                SearchAttributes.AGENT.valueSet(state.agent().name()), SearchAttributes.STATUS.valueSet(ACTIVE));
        write(opening);
    }

    CallState state() {
        return state;
    }

    /** Returns what follows from something that happened to a call in this state, and keeps that it happened. */
    Outcome follow(CallState from, Happening happening) {
        recorder.cue(Cue.of(happening));
        return CallRules.next(from, happening);
    }

    /**
     * Takes a new state and writes its events.
     *
     * @return what is to be done now
     */
    Action write(Outcome outcome) {
        String agentBefore = state.agent().name();
        state = outcome.state();
        recorder.write(outcome.events());
        if (!state.agent().name().equals(agentBefore)) {
            Workflow.upsertTypedSearchAttributes(
                    SearchAttributes.AGENT.valueSet(state.agent().name()));
        }
        if (outcome.events().stream().anyMatch(CallEvent.OfOperator.class::isInstance)
                || (outcome.next() instanceof Arm && state.progress().step() == 1)) {
            recorder.flush();
        } else if (behindTheAnswer && outcome.events().stream().anyMatch(CallProjection::isFollowed)) {
            recorder.flushBehindTheAnswer();
        } else if (recordsTools && outcome.events().stream().anyMatch(CallProjection::isOfTool)) {
            recorder.flush();
        }
        record(List.copyOf(ahead.headMap(state.turn() + 1).values()));
        Workflow.setCurrentDetails(CallDetails.of(state, hidden));
        return outcome.next();
    }

    /** Returns whether somebody who follows the call waits for the event, while its turn is not settled. */
    private static boolean isFollowed(CallEvent event) {
        return event instanceof CallEvent.TurnCommitted || isOfTool(event);
    }

    private static boolean isOfTool(CallEvent event) {
        return event instanceof CallEvent.ToolStarted || event instanceof CallEvent.ToolEnded;
    }

    /** Records what the caller said. What belongs to a turn that is not open yet is recorded when it is. */
    void heard(Utterance utterance) {
        if (closed || utterance.turn() > state.turn() + MOST_AHEAD) {
            return;
        }
        ahead.putIfAbsent(utterance.turn(), utterance);
        if (utterance.turn() <= state.turn()) {
            record(List.of(utterance));
            Workflow.setCurrentDetails(CallDetails.of(state, hidden));
        }
    }

    /** Hears a line that was typed. Whatever process attends the call learns of it with the next step or lease. */
    void typed(Utterance line) {
        typed.put(line.turn(), line);
        heard(line);
    }

    /** Returns the first turn whose words the caller has not said yet. */
    int nextUnheard() {
        int turn = Math.max(1, state.turn());
        return state.turn() >= 1 && isAgentsTurn() ? turn + 1 : turn;
    }

    /** Returns whether the caller has said what the open turn begins with. The agent opens the call. */
    @Override
    public boolean isAgentsTurn() {
        return state.turn() == 0
                || state.progress().committed()
                || state.unsettled().containsKey(state.turn());
    }

    /** Returns whether a turn has come to its end, or never will begin. */
    boolean isOver(int turn) {
        return closed || state.turn() > turn;
    }

    boolean isClosed() {
        return closed;
    }

    /** Returns the number of the call's last event so far. */
    int written() {
        return recorder.written();
    }

    private void record(List<Utterance> heard) {
        if (heard.isEmpty()) {
            return;
        }
        ahead.headMap(state.turn() + 1).clear();
        recorder.cue(new Cue.Heard(heard));
        CallRules.Heard now = CallRules.heard(state, heard);
        state = now.state();
        if (!now.events().isEmpty()) {
            recorder.write(now.events());
            recorder.flush();
        }
    }

    /**
     * Notes the values that an outcome offers, and records what it reports of providers. Values that the call refuses
     * are hidden like those that it takes.
     */
    void offered(TurnOutcome outcome) {
        recorder.write(providers.of(state, outcome.reported()));
        OfferedValues.hide(outcome, hidden, state.turn());
    }

    /** Notes the value that an operator gives, whether or not the call takes it. */
    void offered(Command.Queued command) {
        if (command instanceof Command.CorrectVariable correction) {
            hidden.offered(correction.variable(), correction.value(), "", state.turn());
        }
    }

    /** Notes that tools begin; {@link #ran} notes that they have returned. */
    void run(List<ToolRequest> requests) {
        tools = requests.stream().map(request -> request.tool().name()).toList();
        toolsBegan = Workflow.currentTimeMillis();
    }

    void ran() {
        tools = List.of();
    }

    /**
     * Writes the last events of the call.
     *
     * @param unheeded commands that came too late
     */
    void close(EndCall end, long durationMs, List<Command.Queued> unheeded) {
        closed = true;
        state = state.heard(List.copyOf(ahead.values()));
        Workflow.upsertTypedSearchAttributes(SearchAttributes.STATUS.valueSet(end.status()));
        recorder.write(CallRules.ended(state, end, durationMs, unheeded));
        recorder.flush();
    }

    @Override
    public Lease lease(int number) {
        // The next process may count what it hears anew; what is lost with this one is in no heartbeat either.
        ahead.clear();
        ahead.putAll(typed.tailMap(state.turn() + 1));
        RunningTools running = tools.isEmpty()
                ? null
                : new RunningTools(state.progress().step(), tools, Workflow.currentTimeMillis() - toolsBegan);
        return state.lease(Workflow.getInfo().getWorkflowId(), number, running);
    }

    @Override
    public void lastHeartbeat(Heartbeat heartbeat) {
        state = state.after(heartbeat);
        if (!heartbeat.unsettled().isEmpty()) {
            recorder.cue(new Cue.Waiting(heartbeat.unsettled()));
        }
        recorder.write(providers.of(state, heartbeat.reports()));
    }

    @Override
    public void broke() {
        breaks.happened();
    }

    /** Returns how many sessions broke since the last step came out. */
    Breaks breaks() {
        return breaks;
    }

    @Override
    public void record(CallEvent event) {
        recorder.write(List.of(event));
        recorder.flush();
    }
}

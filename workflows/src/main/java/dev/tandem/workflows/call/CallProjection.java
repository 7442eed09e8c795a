package dev.tandem.workflows.call;

import dev.tandem.workflows.call.api.SearchAttributes;
import dev.tandem.workflows.call.attendance.AttendanceLoop;
import dev.tandem.workflows.command.Command;
import dev.tandem.workflows.event.CallEvent;
import dev.tandem.workflows.protocol.Heartbeat;
import dev.tandem.workflows.protocol.Lease;
import dev.tandem.workflows.protocol.RunningTools;
import dev.tandem.workflows.protocol.ToolRequest;
import dev.tandem.workflows.rules.Action;
import dev.tandem.workflows.rules.Action.Arm;
import dev.tandem.workflows.rules.Action.EndCall;
import dev.tandem.workflows.rules.CallRules;
import dev.tandem.workflows.rules.CallState;
import dev.tandem.workflows.rules.Outcome;
import io.temporal.workflow.Workflow;
import java.util.List;

/**
 * Holds the state of a call as it goes on, and shows it to all who can read it: as events, as search attributes and as
 * the details in the UI.
 */
final class CallProjection implements AttendanceLoop.Projection {

    private static final String ACTIVE = "active";

    private final Recorder recorder;
    private CallState state;

    /** Names of the tools that run in the present step; empty: none run. */
    private List<String> tools = List.of();

    private long toolsBegan;

    CallProjection(Recorder recorder, Outcome opening) {
        this.recorder = recorder;
        this.state = opening.state();
        Workflow.upsertTypedSearchAttributes(
                SearchAttributes.AGENT.valueSet(state.agent().name()), SearchAttributes.STATUS.valueSet(ACTIVE));
        write(opening);
    }

    CallState state() {
        return state;
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
        boolean awaited = outcome.events().stream().anyMatch(CallEvent.OfOperator.class::isInstance);
        if (awaited || (outcome.next() instanceof Arm && state.progress().step() == 1)) {
            recorder.flush();
        }
        Workflow.setCurrentDetails(CallDetails.of(state));
        return outcome.next();
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
        Workflow.upsertTypedSearchAttributes(SearchAttributes.STATUS.valueSet(end.status()));
        recorder.write(CallRules.ended(state, end, durationMs, unheeded));
        recorder.flush();
    }

    @Override
    public Lease lease(int number) {
        RunningTools running = tools.isEmpty()
                ? null
                : new RunningTools(state.progress().step(), tools, Workflow.currentTimeMillis() - toolsBegan);
        return state.lease(Workflow.getInfo().getWorkflowId(), number, running);
    }

    @Override
    public void lastHeartbeat(Heartbeat heartbeat) {
        state = state.after(heartbeat);
    }

    @Override
    public void record(CallEvent event) {
        recorder.write(List.of(event));
        recorder.flush();
    }
}

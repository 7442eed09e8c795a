package dev.tandem.workflows.call;

import dev.tandem.workflows.attendance.AttendanceLoop;
import dev.tandem.workflows.call.api.SearchAttributes;
import dev.tandem.workflows.command.Command;
import dev.tandem.workflows.protocol.Heartbeat;
import dev.tandem.workflows.protocol.Lease;
import dev.tandem.workflows.protocol.RunningTools;
import dev.tandem.workflows.protocol.ToolRequest;
import dev.tandem.workflows.rules.Action;
import dev.tandem.workflows.rules.Action.ArmTurn;
import dev.tandem.workflows.rules.Action.EndCall;
import dev.tandem.workflows.rules.CallRules;
import dev.tandem.workflows.rules.CallState;
import dev.tandem.workflows.rules.CommandRules;
import dev.tandem.workflows.rules.Entry;
import dev.tandem.workflows.rules.Outcome;
import io.temporal.workflow.Workflow;
import java.util.List;

/** The state of a call as it goes on, and all who can read it: events, search attributes, the details in the UI. */
final class CallProjection implements AttendanceLoop.Books {

    private static final String ACTIVE = "active";

    private final Recorder recorder;
    private CallState state;

    /** Of the present step; empty: none run. */
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

    /** @return what is to be done now */
    Action write(Outcome consequence) {
        String agentBefore = state.agent().name();
        state = consequence.state();
        recorder.write(consequence.entries());
        if (!state.agent().name().equals(agentBefore)) {
            Workflow.upsertTypedSearchAttributes(
                    SearchAttributes.AGENT.valueSet(state.agent().name()));
        }
        boolean awaited = consequence.entries().stream().anyMatch(Entry::isOperators);
        if (awaited
                || (consequence.next() instanceof ArmTurn && state.progress().step() == 1)) {
            recorder.flush();
        }
        Workflow.setCurrentDetails(CallDetails.of(state));
        return consequence.next();
    }

    /** Tools begin; {@link #ran} when they have come back. */
    void run(List<ToolRequest> requests) {
        tools = requests.stream().map(request -> request.tool().name()).toList();
        toolsBegan = Workflow.currentTimeMillis();
    }

    void ran() {
        tools = List.of();
    }

    /** @param unheeded commands that came too late */
    void close(EndCall end, long durationMs, List<Command> unheeded) {
        Workflow.upsertTypedSearchAttributes(SearchAttributes.STATUS.valueSet(end.status()));
        recorder.write(CommandRules.unheeded(state, unheeded));
        recorder.write(CallRules.ended(state, end, durationMs));
        recorder.flush();
    }

    @Override
    public Lease attendance(int number) {
        RunningTools running = tools.isEmpty()
                ? null
                : new RunningTools(state.progress().step(), tools, Workflow.currentTimeMillis() - toolsBegan);
        return state.attendance(Workflow.getInfo().getWorkflowId(), number, running);
    }

    @Override
    public void lastBeat(Heartbeat beat) {
        state = state.after(beat);
    }

    @Override
    public void record(Entry entry) {
        recorder.write(List.of(entry));
        recorder.flush();
    }
}

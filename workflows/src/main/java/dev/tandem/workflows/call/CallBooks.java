package dev.tandem.workflows.call;

import dev.tandem.workflows.call.AttendCall.Attendance;
import dev.tandem.workflows.call.AttendCall.RunningTools;
import dev.tandem.workflows.call.NextStep.ArmTurn;
import dev.tandem.workflows.call.NextStep.EndCall;
import dev.tandem.workflows.command.Command;
import dev.tandem.workflows.tool.ToolRequest;
import dev.tandem.workflows.turn.Beat;
import io.temporal.workflow.Workflow;
import java.util.List;

/** The state of a call as it goes on, and all who can read it: events, search attributes, the details in the UI. */
final class CallBooks implements Attending.Books {

    private static final String ACTIVE = "active";

    private final Recorder recorder;
    private CallState state;

    /** Of the present step; empty: none run. */
    private List<String> tools = List.of();

    private long toolsBegan;

    CallBooks(Recorder recorder, Consequence opening) {
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
    NextStep write(Consequence consequence) {
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
        Workflow.setCurrentDetails(Details.of(state));
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
    public Attendance attendance(int number) {
        RunningTools running = tools.isEmpty()
                ? null
                : new RunningTools(state.progress().step(), tools, Workflow.currentTimeMillis() - toolsBegan);
        return state.attendance(Workflow.getInfo().getWorkflowId(), number, running);
    }

    @Override
    public void lastBeat(Beat beat) {
        state = state.after(beat);
    }

    @Override
    public void record(Entry entry) {
        recorder.write(List.of(entry));
        recorder.flush();
    }
}

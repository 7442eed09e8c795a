package dev.tandem.workflows.call;

import dev.tandem.workflows.call.TurnLoop.Ending;
import dev.tandem.workflows.call.api.CallResult;
import dev.tandem.workflows.call.api.CallWorkflow;
import dev.tandem.workflows.call.api.ConversationPage;
import dev.tandem.workflows.call.api.LoadVersion;
import dev.tandem.workflows.call.api.SearchAttributes;
import dev.tandem.workflows.call.api.TypedAnswer;
import dev.tandem.workflows.call.api.TypedLine;
import dev.tandem.workflows.call.attendance.AttendanceLoop;
import dev.tandem.workflows.call.attendance.AttendanceOptions;
import dev.tandem.workflows.call.attendance.CurrentHost;
import dev.tandem.workflows.call.attendance.Placement;
import dev.tandem.workflows.command.Command;
import dev.tandem.workflows.document.GraphDocument;
import dev.tandem.workflows.event.CallEvent;
import dev.tandem.workflows.graph.Phrase;
import dev.tandem.workflows.protocol.CallInput;
import dev.tandem.workflows.protocol.Heartbeat;
import dev.tandem.workflows.protocol.Lease;
import dev.tandem.workflows.protocol.LoadedVersion;
import dev.tandem.workflows.protocol.Utterance;
import dev.tandem.workflows.rules.Action.EndCall;
import dev.tandem.workflows.rules.CallRules;
import dev.tandem.workflows.rules.CallState.Call;
import dev.tandem.workflows.rules.Outcome;
import io.temporal.failure.ActivityFailure;
import io.temporal.workflow.CancellationScope;
import io.temporal.workflow.CompletablePromise;
import io.temporal.workflow.TimerOptions;
import io.temporal.workflow.Workflow;
import io.temporal.workflow.WorkflowInit;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Loads the version, has the caller attended, runs the turns, and completes when everything is recorded. */
public class CallWorkflowImpl implements CallWorkflow {

    /** An activity that lasts as long as the call may take this much longer than the call. */
    private static final Duration MARGIN = Duration.ofMinutes(5);

    private final CallInput input;
    private final Recorder recorder;
    private final CurrentHost host = new CurrentHost();
    private final Interruptions interruptions = new Interruptions();
    private final long began = Workflow.currentTimeMillis();
    private @Nullable CallProjection projection;
    private @Nullable AttendanceLoop attending;
    private final Commands commands = new Commands();
    private boolean refused;
    private @Nullable TypedLines typed;
    private @Nullable Ending ending;
    private Command.@Nullable End endedBy;

    @WorkflowInit
    public CallWorkflowImpl(CallInput input) {
        this.input = input;
        this.recorder = new Recorder(input.tenant(), input.callId());
    }

    /**
     * Runs the call. A call that is cancelled from outside ends as by {@code end}: what happened is recorded all the
     * same.
     */
    @Override
    public CallResult run(CallInput same) {
        CancellationScope.current().getCancellationRequest().thenApply(reason -> {
            endWith(EndCall.completed("cancelled"), "");
            return reason;
        });
        CompletablePromise<CallResult> result = Workflow.newPromise();
        Workflow.newDetachedCancellationScope(() -> result.complete(serve())).run();
        return result.get();
    }

    @Override
    public void attached(String queue, int attendance) {
        AttendanceLoop open = attending;
        if (open != null) {
            open.attached(attendance);
        }
    }

    @Override
    public void handOver(int attendance) {
        AttendanceLoop open = attending;
        if (open != null) {
            open.wantsToGo(attendance);
        }
    }

    @Override
    public void interruptTools(int turn, int step) {
        interruptions.at(turn, step);
    }

    @Override
    public void heard(int attendance, Utterance utterance) {
        AttendanceLoop open = attending;
        CallProjection shown = projection;
        if (open != null && shown != null && open.isHeldBy(attendance)) {
            shown.heard(utterance);
        }
    }

    @Override
    public TypedAnswer typed(TypedLine line) {
        return typing().map(open -> open.take(line)).orElseGet(this::over);
    }

    @Override
    public TypedAnswer opened() {
        return typing().map(TypedLines::opened).orElseGet(this::over);
    }

    /** Waits until lines can be taken; empty if nobody attends the call. */
    private Optional<TypedLines> typing() {
        Workflow.await(() -> typed != null || refused);
        return Optional.ofNullable(typed);
    }

    private TypedAnswer over() {
        return new TypedAnswer(0, recorder.written(), true);
    }

    @Override
    public void checkOpened() {
        requireMemory();
    }

    private void requireMemory() {
        if (!input.atNoServer()) {
            throw new IllegalArgumentException("The caller of this call is in a room of LiveKit, and writes there.");
        }
    }

    @Override
    public void checkTyped(TypedLine line) {
        requireMemory();
        if (line.text().isBlank()) {
            throw new IllegalArgumentException("The line has no words.");
        }
    }

    @Override
    public void command(Command command) {
        switch (command) {
            case Command.Queued queued -> commands.give(queued);
            case Command.End end -> endBy(end);
            case Command.Close(String reason) -> endWith(EndCall.closed(reason), "");
            case Command.CallerJoined() -> callerJoined();
        }
    }

    private void callerJoined() {
        AttendanceLoop open = attending;
        if (open != null) {
            open.callerJoined();
        }
    }

    private void endBy(Command.End end) {
        if (ending == null) {
            endedBy = end;
            recordEnd();
        }
        String say = end.say();
        endWith(EndCall.completed("operator"), say == null ? "" : say);
    }

    @Override
    public @Nullable LoadedVersion version() {
        CallProjection open = projection;
        return open == null ? null : open.state().call().version();
    }

    @Override
    public ConversationPage conversation(ConversationPage.Extent known) {
        CallProjection open = projection;
        if (open == null) {
            throw new IllegalStateException("The call has not loaded its version yet; ask for the version first.");
        }
        return ConversationPages.after(known, open.state());
    }

    private CallResult serve() {
        recorder.start(() -> endWith(EndCall.completed("call_deleted"), ""));
        Placement placement = new Placement(input.callId(), input.atNoServer());
        placement.lookAhead(AttendanceOptions.FIRST_PLACE);
        Duration join = input.atNoServer() ? TypedLines.LONGEST : input.join();
        AttendanceLoop attendances = new AttendanceLoop(placement, host, new PendingProjection(), join);
        attending = attendances;
        attendances.start();
        Optional<Call> call = load();
        return call.isPresent() ? hold(call.get(), attendances) : refuse(attendances);
    }

    private Optional<Call> load() {
        LoadVersion versions = Workflow.newActivityStub(LoadVersion.class, CallOptions.loading());
        try {
            LoadedVersion version = versions.load(input.versionId(), input.tenant(), input.snapshot());
            return Optional.of(new Call(input, version, GraphDocument.load(version.document())));
        } catch (ActivityFailure unavailable) {
            return Optional.empty();
        }
    }

    private CallResult hold(Call call, AttendanceLoop attendances) {
        Outcome opening = CallRules.open(call);
        CallProjection open = new CallProjection(recorder, opening);
        Duration limit = Duration.ofSeconds(call.graph().limits().maxCallSeconds());
        projection = open;
        recordEnd();
        CancellationScope clock = limit(limit, call.graph().phrases().text(Phrase.FAREWELL));
        CancellationScope forgotten = input.atNoServer() ? type(open, attendances) : null;
        EndCall end = new TurnLoop(open, host, attendances, commands, this::asked, limit.plus(MARGIN), interruptions)
                .hold(opening.next());
        clock.cancel();
        if (forgotten != null) {
            forgotten.cancel();
        }
        open.close(end, Workflow.currentTimeMillis() - began, commands.left());
        attendances.leave();
        recorder.close();
        Workflow.await(Workflow::isEveryHandlerFinished);
        return new CallResult(
                end.status(),
                open.state().settledTurns(),
                open.state().transfers(),
                attendances.attendances(),
                recorder.recorded());
    }

    /** Lets the caller type. */
    private CancellationScope type(CallProjection open, AttendanceLoop attendances) {
        TypedLines lines = new TypedLines(open, host, attendances::callerJoined);
        typed = lines;
        return lines.watch(end -> endWith(end, ""));
    }

    /** Ends a call whose version cannot be loaded: nobody attends it. */
    private CallResult refuse(AttendanceLoop attendances) {
        refused = true;
        attendances.giveUp();
        EndCall end = ending == null ? EndCall.dropped("version_unavailable") : ending.end();
        Workflow.upsertTypedSearchAttributes(SearchAttributes.STATUS.valueSet(end.status()));
        recorder.write(
                List.of(new CallEvent.CallEnded(end.status(), end.reason(), 0, Workflow.currentTimeMillis() - began)));
        recorder.close();
        Workflow.await(Workflow::isEveryHandlerFinished);
        return new CallResult(end.status(), 0, 0, 0, recorder.recorded());
    }

    /**
     * Stands for the projection until the version is loaded. The first attendance does not wait for the version. What
     * becomes of that attendance is recorded once the version is there.
     */
    private final class PendingProjection implements AttendanceLoop.Projection {

        @Override
        public Lease lease(int number) {
            CallProjection open = projection;
            Lease lease = open == null ? first(number) : open.lease(number);
            return open == null || open.state().hasNoWords() ? lease.joinedWithin(left()) : lease;
        }

        /** Returns the time within which the caller has to come; a process that is to attend gets at least a second. */
        private Duration left() {
            long left = began + input.join().toMillis() - Workflow.currentTimeMillis();
            return Duration.ofMillis(Math.max(1_000, left));
        }

        private Lease first(int number) {
            String workflowId = Workflow.getInfo().getWorkflowId();
            Lease lease = new Lease(
                    input.callId(), workflowId, input.room(), number, 0, List.of(), "", input.channel(), null);
            return input.atNoServer() ? lease.withoutServer() : lease;
        }

        @Override
        public void lastHeartbeat(Heartbeat heartbeat) {
            opened().ifPresent(open -> open.lastHeartbeat(heartbeat));
        }

        @Override
        public boolean isAgentsTurn() {
            CallProjection open = projection;
            return open == null || open.isAgentsTurn();
        }

        @Override
        public void broke() {
            opened().ifPresent(CallProjection::broke);
        }

        @Override
        public void record(CallEvent event) {
            opened().ifPresent(open -> open.record(event));
        }

        private Optional<CallProjection> opened() {
            Workflow.await(() -> projection != null || refused);
            return Optional.ofNullable(projection);
        }
    }

    private CancellationScope limit(Duration limit, String farewell) {
        TimerOptions options =
                TimerOptions.newBuilder().setSummary("longest call").build();
        CancellationScope clock = Workflow.newCancellationScope(() -> Workflow.newTimer(limit, options)
                .handle((_, stopped) -> {
                    if (stopped == null) {
                        endWith(EndCall.completed("max_call_seconds"), farewell);
                    }
                    return stopped == null;
                }));
        clock.run();
        return clock;
    }

    /** Records that an operator ends the call, before the events that follow from it. */
    private void recordEnd() {
        CallProjection open = projection;
        Command.End end = endedBy;
        if (open != null && end != null) {
            open.record(CallRules.ending(open.state(), end));
        }
    }

    /** Returns why and how the call is to end; null: it goes on. */
    private @Nullable Ending asked() {
        CallProjection open = projection;
        if (ending != null || open == null || !HistoryLimit.isReached()) {
            return ending;
        }
        return new Ending(
                EndCall.completed(HistoryLimit.REASON),
                open.state().call().graph().phrases().text(Phrase.FAREWELL));
    }

    private void endWith(EndCall end, String say) {
        if (ending == null) {
            ending = new Ending(end, say);
        }
    }
}

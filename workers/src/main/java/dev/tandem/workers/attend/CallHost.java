package dev.tandem.workers.attend;

import dev.tandem.workers.room.Rooms;
import dev.tandem.workers.turn.CallSession;
import dev.tandem.workers.turn.SessionParts;
import dev.tandem.workflows.call.AttendCall;
import dev.tandem.workflows.call.CallWorkflow;
import dev.tandem.workflows.call.Conversation;
import dev.tandem.workflows.call.PlaceCall;
import dev.tandem.workflows.graph.AgentGraph;
import dev.tandem.workflows.graph.GraphDocument;
import dev.tandem.workflows.transfer.PathTransfer;
import dev.tandem.workflows.turn.AgentTurn;
import dev.tandem.workflows.turn.Beat;
import dev.tandem.workflows.turn.TurnInput;
import dev.tandem.workflows.turn.TurnOutcome;
import io.temporal.activity.Activity;
import io.temporal.client.WorkflowClient;
import io.temporal.failure.ApplicationFailure;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The calls of one process: its half of PlaceCall, AttendCall, AgentTurn and PathTransfer. */
public final class CallHost implements PlaceCall, AttendCall, AgentTurn, PathTransfer, AutoCloseable {

    /** Identity of the agent participant in every room: the last joiner takes the place. */
    private static final String IDENTITY = "agent";

    /** Heartbeats while nothing is urgent, ms (turns.md: 300 of a timeout of 1 s). */
    private static final long BEAT_MS = 300;

    /** A session that nobody has adopted for this long leaves the room, ms (turns.md). */
    private static final long ORPHAN_MS = 15_000;

    /** A session without an armed turn for this long says again that it is there, ms. */
    private static final long ASK_AGAIN_MS = 2_000;

    private static final Logger LOG = LoggerFactory.getLogger(CallHost.class);

    private final HostId id;
    private final WorkflowClient client;
    private final WorkflowClient beats;
    private final Rooms rooms;
    private final SessionParts parts;
    private final int slots;
    private final Map<String, AttendedCall> calls = new ConcurrentHashMap<>();
    private final Map<String, AgentGraph> graphs = new ConcurrentHashMap<>();
    private final ScheduledExecutorService watch = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("attendance").factory());

    /**
     * @param beats a client whose calls give up within a second
     * @param slots how many calls this process attends at once
     */
    public CallHost(
            HostId id, WorkflowClient client, WorkflowClient beats, Rooms rooms, SessionParts parts, int slots) {
        this.id = id;
        this.client = client;
        this.beats = beats;
        this.rooms = rooms;
        this.parts = parts;
        this.slots = slots;
        var _ = watch.scheduleWithFixedDelay(this::askAgain, 500, 500, TimeUnit.MILLISECONDS);
    }

    @Override
    public Place place(PlaceCall.Request request) {
        if (request.excludedHost().equals(id.name())) {
            throw ApplicationFailure.newFailure("this process is excluded from the call", "Excluded");
        }
        if (calls.size() >= slots) {
            throw ApplicationFailure.newFailure("this process attends " + slots + " calls, its most", "Full");
        }
        return new Place(id.name(), id.queue());
    }

    @Override
    public Departure attend(Attendance attendance) {
        byte[] token = Activity.getExecutionContext().getTaskToken();
        AttendedCall call = calls.computeIfAbsent(attendance.callId(), callId -> fresh(attendance));
        if (attendance.number() < call.attendance().number()) {
            throw ApplicationFailure.newNonRetryableFailure(
                    "attendance " + attendance.number() + " is over: "
                            + call.attendance().number() + " attends",
                    "Outdated");
        }
        call.obey(attendance);
        CompletableFuture<Void> attempt = call.heartbeats().adopt(token);
        CallSession session = session(call, attendance);
        signalAttached(attendance);
        return stay(call, session, attempt);
    }

    @Override
    public TurnOutcome turn(TurnInput input) {
        CallSession session = session(input.callId());
        return session == null ? new TurnOutcome.Absent() : session.arm(input).join();
    }

    @Override
    public Receipt transfer(PathTransfer.Request request) {
        CallSession session = session(request.callId());
        return session == null
                ? new Receipt(request.toAgentId(), false)
                : session.transfer(request).join();
    }

    @Override
    public void close() {
        watch.shutdownNow();
        calls.values().forEach(AttendedCall::close);
        calls.clear();
        rooms.close();
    }

    private AttendedCall fresh(Attendance attendance) {
        return new AttendedCall(
                attendance, new Heartbeats(beats.newActivityCompletionClient(), () -> beat(attendance), BEAT_MS));
    }

    private Beat beat(Attendance attendance) {
        CallSession session = session(attendance.callId());
        return session == null ? new Beat(0, attendance.unsettled(), 0, attendance.played()) : session.beat();
    }

    private @Nullable CallSession session(String callId) {
        AttendedCall call = calls.get(callId);
        return call == null ? null : call.session();
    }

    /** The session that is there, or a new one: it joins only when this very attempt has been acknowledged. */
    private CallSession session(AttendedCall call, Attendance attendance) {
        CallSession running = call.session();
        if (running != null) {
            running.adopted(attendance);
            return running;
        }
        try {
            call.heartbeats().record().orTimeout(2, TimeUnit.SECONDS).join();
            Conversation conversation = client.newWorkflowStub(CallWorkflow.class, attendance.workflowId())
                    .conversation();
            AgentGraph graph = graphs.computeIfAbsent(
                    conversation.version().versionId(),
                    version -> GraphDocument.load(conversation.version().document()));
            CallSession opened = new CallSession(
                    attendance,
                    conversation,
                    graph,
                    parts,
                    call.heartbeats(),
                    listener -> rooms.join(
                            attendance.room(),
                            IDENTITY,
                            Map.of(
                                    "lk.agent.state",
                                    "initializing",
                                    "tandem.attendance",
                                    Integer.toString(attendance.number())),
                            listener));
            call.opened(opened);
            return opened;
        } catch (RuntimeException fault) {
            drop(call);
            throw ApplicationFailure.newNonRetryableFailureWithCause(
                    "the call cannot be attended here: " + fault.getMessage(), "CannotAttend", fault);
        }
    }

    private Departure stay(AttendedCall call, CallSession session, CompletableFuture<Void> attempt) {
        try {
            CompletableFuture.anyOf(attempt, session.departure()).join();
            if (!session.departure().isDone()) {
                throw ApplicationFailure.newNonRetryableFailure("a newer attendance has taken over", "Superseded");
            }
            Departure departure = session.departure().join();
            drop(call);
            return departure;
        } catch (CompletionException ended) {
            if (session.departure().isDone()) {
                drop(call);
                throw ApplicationFailure.newNonRetryableFailureWithCause(
                        "the session is lost", "SessionLost", ended.getCause());
            }
            suspend(call, session);
            throw ApplicationFailure.newNonRetryableFailureWithCause(
                    "the server has given this attempt up", "AttemptGone", ended.getCause());
        }
    }

    /** The server gave the attempt up: silent until adopted; out of the room when the call is over or nobody comes. */
    private void suspend(AttendedCall call, CallSession session) {
        session.suspend();
        int number = call.attendance().number();
        if (isOver(call.attendance().workflowId())) {
            drop(call);
            return;
        }
        var _ = watch.schedule(
                () -> {
                    if (call.attendance().number() == number) {
                        drop(call);
                    }
                },
                ORPHAN_MS,
                TimeUnit.MILLISECONDS);
    }

    private boolean isOver(String workflowId) {
        try {
            return client.newUntypedWorkflowStub(workflowId)
                            .describe()
                            .getWorkflowExecutionInfo()
                            .getCloseTime()
                            .getSeconds()
                    > 0;
        } catch (RuntimeException away) {
            LOG.debug("the call workflow could not be described", away);
            return false;
        }
    }

    private void drop(AttendedCall call) {
        calls.remove(call.attendance().callId(), call);
        call.close();
    }

    /** A poll's answer can be lost with the server: the turn is then open there and unknown here. */
    private void askAgain() {
        for (AttendedCall call : List.copyOf(calls.values())) {
            if (call.idleMs(ASK_AGAIN_MS) >= ASK_AGAIN_MS && call.heartbeats().silentForMs() < 2 * BEAT_MS) {
                signalAttached(call.attendance());
            }
        }
    }

    private void signalAttached(Attendance attendance) {
        Thread.ofVirtual().start(() -> {
            try {
                client.newWorkflowStub(CallWorkflow.class, attendance.workflowId())
                        .attached(id.queue(), attendance.number());
            } catch (RuntimeException fault) {
                LOG.atWarn()
                        .addKeyValue("call", attendance.callId())
                        .setCause(fault)
                        .log("the call workflow could not be told that its call is attended; it is tried again");
            }
        });
    }
}

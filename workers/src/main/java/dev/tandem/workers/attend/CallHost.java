package dev.tandem.workers.attend;

import dev.tandem.workers.live.CallSession;
import dev.tandem.workers.live.SessionLostException;
import dev.tandem.workers.live.SessionParts;
import dev.tandem.workers.log.CallLog;
import dev.tandem.workers.metrics.Meters;
import dev.tandem.workers.room.Rooms;
import dev.tandem.workflows.call.api.AgentTurn;
import dev.tandem.workflows.call.api.AttendCall;
import dev.tandem.workflows.call.api.CallWorkflow;
import dev.tandem.workflows.call.api.PathTransfer;
import dev.tandem.workflows.call.api.PlaceCall;
import dev.tandem.workflows.protocol.Departure;
import dev.tandem.workflows.protocol.HostPlace;
import dev.tandem.workflows.protocol.Lease;
import dev.tandem.workflows.protocol.PlacementRequest;
import dev.tandem.workflows.protocol.TransferReceipt;
import dev.tandem.workflows.protocol.TransferRequest;
import dev.tandem.workflows.protocol.TurnInput;
import dev.tandem.workflows.protocol.TurnOutcome;
import io.temporal.activity.Activity;
import io.temporal.client.ActivityNotExistsException;
import io.temporal.client.WorkflowClient;
import io.temporal.failure.ApplicationFailure;
import java.time.Duration;
import java.util.Collection;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Attends the calls of one process: its half of PlaceCall, AttendCall, AgentTurn and PathTransfer. */
public final class CallHost implements PlaceCall, AttendCall, AgentTurn, PathTransfer, AutoCloseable {

    /** A session that nobody has adopted for this long leaves the room, ms (docs/turns.md). */
    private static final long ABANDONED_MS = 15_000;

    /** A process that stops waits this long for its rooms to be left, ms. */
    private static final long LEFT_MS = 3_000;

    /** A caller who was hung up on is gone within this time, ms. */
    private static final long HUNG_UP_MS = 3_000;

    /**
     * The first heartbeat of an attempt is acknowledged within this time, ms. Otherwise the attempt is not this
     * process's.
     */
    private static final long CONFIRMED_MS = 2_000;

    private static final Logger LOG = LoggerFactory.getLogger(CallHost.class);

    private final HostId id;
    private final WorkflowClient heartbeats;
    private final WorkflowSignals workflows;
    private final Conversations conversations;
    private final SessionOpening opening;
    private final Rooms rooms;
    private final Rooms memory;
    private final Places places;
    private final Places placesInMemory;
    private final Meters meters;
    private final AttendedCalls calls;
    private final ScheduledExecutorService watch = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("attendance").factory());
    private final ExecutorService leaving = Executors.newVirtualThreadPerTaskExecutor();
    private final AbandonedSessions abandoned;
    private volatile boolean draining;

    /**
     * Says how many calls a process attends at once.
     *
     * @param calls in rooms of the server
     * @param inMemory calls whose rooms are in memory
     */
    public record Slots(int calls, int inMemory) {}

    /** Creates a host that attends as many calls of each kind. */
    public CallHost(
            HostId id, WorkflowClient client, WorkflowClient heartbeats, Rooms rooms, SessionParts parts, int slots) {
        this(id, client, heartbeats, rooms, rooms, parts, new Slots(slots, slots));
    }

    /**
     * Creates a host.
     *
     * @param heartbeats a client whose calls give up within a second
     * @param memory the rooms of calls whose callers are at no server
     */
    public CallHost(
            HostId id,
            WorkflowClient client,
            WorkflowClient heartbeats,
            Rooms rooms,
            Rooms memory,
            SessionParts parts,
            Slots slots) {
        this.memory = memory;
        this.id = id;
        this.heartbeats = heartbeats;
        this.workflows = new WorkflowSignals(client, id);
        this.conversations = new Conversations(client);
        this.opening = new SessionOpening(conversations, rooms, memory, parts);
        this.rooms = rooms;
        this.places = new Places(slots.calls(), System::nanoTime);
        this.placesInMemory = Places.inMemory(slots.inMemory(), System::nanoTime);
        this.calls = new AttendedCalls(places, placesInMemory);
        this.meters = parts.meters();
        this.abandoned = new AbandonedSessions(
                watch,
                ABANDONED_MS,
                new PauseDetector(watch)::since,
                workflows::isOver,
                this::hangUp,
                this::drop,
                meters);
        meters.watch("tandem.sessions.live", "calls that are attended here", calls, AttendedCalls::size);
        meters.watch(
                "tandem.places.free",
                "calls that may still be placed here",
                places,
                free -> draining ? 0 : free.free());
        meters.watch(
                "tandem.heartbeat.age.seconds",
                "since the last acknowledged heartbeat, of the call that waits longest",
                calls,
                live -> oldestHeartbeatMs(live.all()) / 1_000.);
        var _ = watch.scheduleWithFixedDelay(this::look, 500, 500, TimeUnit.MILLISECONDS);
    }

    @Override
    public HostPlace place(PlacementRequest request) {
        Places offered = request.atNoServer() ? placesInMemory : places;
        if (draining || request.excludedHost().equals(id.name())) {
            throw notHere("Excluded", "this process does not take the call", offered);
        }
        String workflow = Activity.getExecutionContext().getInfo().getWorkflowId();
        if (!offered.promise(request.callId(), CallWorkflow.organization(workflow))) {
            watch.execute(this::giveWantedBack);
            throw notHere("Full", "all places of this process are taken or promised", offered);
        }
        if (workflow != null && !request.excludedHost().isEmpty()) {
            conversations.expect(workflow);
        }
        return new HostPlace(id.name(), id.queue());
    }

    /** Refuses a call, which asks again soon: another process may have a place. */
    private static ApplicationFailure notHere(String type, String why, Places offered) {
        int asked = Activity.getExecutionContext().getInfo().getAttempt();
        return ApplicationFailure.newBuilder()
                .setType(type)
                .setMessage(why)
                .setNextRetryDelay(offered.askAgain(asked))
                .build();
    }

    @Override
    public Departure attend(Lease lease) {
        try (var _ = CallLog.of(lease.callId(), lease.workflowId())) {
            return attendance(lease);
        }
    }

    private Departure attendance(Lease lease) {
        byte[] token = Activity.getExecutionContext().getTaskToken();
        AttendedCall call = calls.attend(
                        lease,
                        CallWorkflow.organization(lease.workflowId()),
                        () -> new AttendedCall(lease, heartbeats.newActivityCompletionClient(), meters))
                .orElseThrow(this::full);
        Attempt attempt = call.obey(lease, token);
        CallSession session = session(call, lease, attempt);
        workflows.attached(lease);
        LOG.atInfo().addKeyValue("attendance", lease.number()).log("a call is attended here");
        return stay(call, session, attempt);
    }

    private ApplicationFailure full() {
        ended(AttendFailures.Kind.FULL);
        return AttendFailures.full();
    }

    @Override
    public TurnOutcome turn(TurnInput input) {
        return calls.sessionToCome(input.callId())
                .join()
                .map(session -> session.arm(input).join())
                .orElseGet(TurnOutcome.Absent::new);
    }

    @Override
    public TransferReceipt transfer(TransferRequest request) {
        CallSession session = calls.session(request.callId());
        return session == null
                ? new TransferReceipt(request.toAgentId(), false, null)
                : session.transfer(request).join();
    }

    /** Takes no more calls, and hands its calls over. It returns when none is left, or after this time. */
    public void drain(Duration limit) {
        draining = true;
        new HandOver(calls.all(), workflows).within(limit);
    }

    @Override
    public void close() {
        draining = true;
        watch.shutdownNow();
        calls.all().forEach(this::drop);
        leaving.shutdown();
        try {
            if (!leaving.awaitTermination(LEFT_MS, TimeUnit.MILLISECONDS)) {
                LOG.warn("some rooms were not left in time; LiveKit will find this process gone");
            }
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
        }
        rooms.close();
        memory.close();
    }

    private static long oldestHeartbeatMs(Collection<AttendedCall> live) {
        return live.stream()
                .mapToLong(call -> call.heartbeats().silentForMs())
                .max()
                .orElse(0);
    }

    private SessionOpening.Opened open(Lease lease, AttendedCall call, Attempt attempt) {
        SessionOpening.Opened opened = opening.open(
                lease,
                call.heartbeats(),
                workflows.of(call::lease),
                () -> !attempt.over().isDone() && !call.stopped().isDone());
        meters.taken();
        return opened;
    }

    /**
     * Returns the session of a call. This is the fence: no session is adopted or opened before a heartbeat of this very
     * attempt has been acknowledged.
     */
    @SuppressWarnings("CatchingUnchecked") // whatever it is: nobody may wait for a session that does not come
    private CallSession session(AttendedCall call, Lease lease, Attempt attempt) {
        try {
            attempt.confirmed().orTimeout(CONFIRMED_MS, TimeUnit.MILLISECONDS).join();
            CallSession session = call.session(lease, () -> open(lease, call, attempt));
            var _ = session.departure().whenComplete((_, lost) -> {
                if (lost != null) {
                    drop(call);
                }
            });
            return session;
        } catch (Throwable fault) {
            LOG.warn("a call cannot be attended here", fault);
            if (call.session() == null) {
                drop(call);
            } else {
                abandoned.take(call);
            }
            throw AttendFailures.notAttended(fault);
        }
    }

    private Departure stay(AttendedCall call, CallSession session, Attempt attempt) {
        try {
            CompletableFuture.anyOf(attempt.over(), session.departure(), call.stopped())
                    .join();
        } catch (CompletionException ended) {
            if (!session.departure().isDone()) {
                return gone(call, abandoned.take(call), ended.getCause());
            }
        }
        if (call.stopped().isDone() || session.departure().isCompletedExceptionally()) {
            AttendFailures.Kind why = why(call, session);
            drop(call);
            throw lost(why, call);
        }
        if (!session.departure().isDone()) {
            throw lost(AttendFailures.Kind.SUPERSEDED, call);
        }
        Departure departure = session.departure().join();
        drop(call);
        ended(departure);
        return departure;
    }

    /**
     * Ends an attempt that the server has given up. If the server does not know it any more, for instance because its
     * call is over, no result is sent.
     */
    private Departure gone(AttendedCall call, boolean over, @Nullable Throwable refusal) {
        ended(over ? Departure.CALL_ENDED : AttendFailures.Kind.ATTEMPT_GONE);
        if (!over && !(refusal instanceof ActivityNotExistsException)) {
            throw AttendFailures.of(AttendFailures.Kind.ATTEMPT_GONE, call.heartbeat(), refusal);
        }
        Activity.getExecutionContext().doNotCompleteOnReturn();
        return Departure.CALL_ENDED;
    }

    private ApplicationFailure lost(AttendFailures.Kind kind, AttendedCall call) {
        ended(kind);
        return AttendFailures.of(kind, call.heartbeat());
    }

    private void ended(Enum<?> why) {
        LOG.atInfo().addKeyValue("why", why).log("an attendance has ended");
        meters.attendanceEnded(why.name().toLowerCase(Locale.ROOT));
    }

    private AttendFailures.Kind why(AttendedCall call, CallSession session) {
        if (session.departure().isCompletedExceptionally()) {
            if (call.isHandedOver()) {
                return AttendFailures.Kind.HANDED_OVER;
            }
            SessionLostException.Cause lost = session.departure().exceptionNow() instanceof SessionLostException known
                    ? known.why()
                    : SessionLostException.Cause.BROKEN;
            return switch (lost) {
                case EVICTED -> {
                    meters.fenced(Meters.Fence.EVICTED);
                    yield AttendFailures.Kind.SESSION_LOST;
                }
                case ROOM_GONE -> AttendFailures.Kind.SESSION_LOST;
                case BROKEN -> AttendFailures.Kind.SESSION_BROKEN;
            };
        }
        if (call.isGivenBack()) {
            return call.lease().atNoServer() ? AttendFailures.Kind.NOTHING_WRITTEN : AttendFailures.Kind.NOT_JOINED;
        }
        return draining ? AttendFailures.Kind.STOPPED : AttendFailures.Kind.SESSION_LOST;
    }

    /**
     * Has the caller leave first, for their own sake, and because LiveKit's native client never frees a room that is
     * left while somebody else is in it (livekit/rust-sdks issue 1378).
     */
    private void hangUp(AttendedCall call) {
        (call.lease().atNoServer() ? memory : rooms).hangUp(call.lease().room(), call.caller());
        CallSession session = call.session();
        if (session != null) {
            var _ = session.departure()
                    .copy()
                    .completeOnTimeout(Departure.CALL_ENDED, HUNG_UP_MS, TimeUnit.MILLISECONDS)
                    .handle((departed, lost) -> true)
                    .join();
        }
    }

    /**
     * Ends a call here. The room is left in the background, so that the result of the attendance does not wait for it.
     */
    private void drop(AttendedCall call) {
        calls.remove(call);
        if (call.end()) {
            try {
                leaving.execute(call::leave);
            } catch (RejectedExecutionException closed) {
                call.leave();
            }
        }
    }

    private void look() {
        forEach(calls.all(), this::askAgain);
        giveWantedBack();
    }

    private void giveWantedBack() {
        forEach(UnjoinedCalls.toGiveBack(calls.all(), AttendedCall::unjoinedMs, places.wanted()), this::giveBack);
        forEach(
                UnjoinedCalls.toGiveBack(calls.all(), AttendedCall::unwrittenMs, placesInMemory.wanted()),
                this::giveBack);
    }

    private static void forEach(Collection<AttendedCall> calls, Consumer<AttendedCall> look) {
        for (AttendedCall call : calls) {
            try {
                look.accept(call);
            } catch (RuntimeException | Error fault) {
                // One broken call must not end the watch over all others.
                LOG.atError()
                        .addKeyValue("workflow", call.lease().workflowId())
                        .setCause(fault)
                        .log("the state of a call is broken");
            }
        }
    }

    /**
     * Reports again that a room is held if no turn is armed. The answer to a poll can be lost with the server: the turn
     * is then open there and unknown here.
     */
    private void askAgain(AttendedCall call) {
        if (call.waitsForATurn()) {
            workflows.attached(call.lease());
        }
    }

    /** Leaves the room of a call whose caller is away. The call is placed again when its caller comes, or writes. */
    private void giveBack(AttendedCall call) {
        LOG.atInfo()
                .addKeyValue("workflow", call.lease().workflowId())
                .log("nobody has joined or written in a call; its place is given back, because others wait");
        call.giveBack();
        drop(call);
    }
}

package dev.tandem.workflows.call;

import dev.tandem.workflows.call.api.AgentTurn;
import dev.tandem.workflows.call.api.AttendCall;
import dev.tandem.workflows.call.api.CallWorkflow;
import dev.tandem.workflows.call.api.PathTransfer;
import dev.tandem.workflows.protocol.ConversationSummary;
import dev.tandem.workflows.protocol.Departure;
import dev.tandem.workflows.protocol.Heartbeat;
import dev.tandem.workflows.protocol.HostPlace;
import dev.tandem.workflows.protocol.Lease;
import dev.tandem.workflows.protocol.TransferReceipt;
import dev.tandem.workflows.protocol.TransferRequest;
import dev.tandem.workflows.protocol.TurnInput;
import dev.tandem.workflows.protocol.TurnOutcome;
import dev.tandem.workflows.protocol.Utterance;
import io.temporal.activity.Activity;
import io.temporal.activity.ActivityExecutionContext;
import io.temporal.client.ActivityCompletionException;
import io.temporal.client.WorkflowClient;
import io.temporal.failure.ApplicationFailure;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;

/** Plays a process that attends calls. It has no audio, and is as unwell as a test wants it. */
public final class ScriptedHost implements AttendCall, AgentTurn, PathTransfer {

    private static final Duration BEAT = Duration.ofMillis(200);

    public final List<Lease> attendances = new CopyOnWriteArrayList<>();
    public final List<TurnInput> turns = new CopyOnWriteArrayList<>();
    final List<TransferRequest> transfers = new CopyOnWriteArrayList<>();

    /** Times from each outcome to the arrival of the step that follows it, ns. */
    final List<Long> rearmed = new CopyOnWriteArrayList<>();

    private final String name;
    private final Script script;
    private final CompletableFuture<Void> closed = new CompletableFuture<>();
    private volatile CompletableFuture<Departure> departure = new CompletableFuture<>();
    private volatile CompletableFuture<Void> death = new CompletableFuture<>();
    private volatile List<Utterance> heard = List.of();
    private volatile String played = "";
    private volatile int playing;
    private volatile boolean frozen;
    private volatile boolean freezesAtTheFarewell;
    private volatile boolean hasSession;
    private volatile boolean attachesLater;
    private final CountDownLatch arrived = new CountDownLatch(1);
    private volatile boolean left;
    private volatile boolean replaced;
    private final AtomicInteger givesBack = new AtomicInteger();
    private volatile boolean broken;
    private volatile Predicate<TurnInput> breaking = _ -> false;
    private volatile long outcomeAt;
    private final AtomicInteger heartbeats = new AtomicInteger();
    private @Nullable WorkflowClient client;

    public ScriptedHost(String name, Script script) {
        this.name = name;
        this.script = script;
    }

    String queue() {
        return "media-" + name;
    }

    HostPlace place() {
        return new HostPlace(name, queue());
    }

    void connect(WorkflowClient connected) {
        client = connected;
    }

    /** Stops heartbeats and answers. The next attendance finds the process well. */
    public void stumble() {
        CompletableFuture<Void> before = death;
        death = new CompletableFuture<>();
        before.complete(null);
    }

    /** Stops heartbeats and answers, but keeps polls open. */
    public void freeze() {
        frozen = true;
        hasSession = false;
        departure = new CompletableFuture<>();
        stumble();
    }

    public void freezesAtTheFarewell() {
        freezesAtTheFarewell = true;
    }

    /** Lets the test say when the process holds the room: {@link #attached}. */
    public void attachesLater() {
        attachesLater = true;
    }

    /** Has the process ask to be replaced, because it is being stopped. */
    public void wantsToGo() {
        WorkflowClient connected = client;
        if (connected != null) {
            Lease last = attendances.getLast();
            connected.newWorkflowStub(CallWorkflow.class, last.workflowId()).handOver(last.number());
        }
    }

    /** Has another process take its place in the room: it fails with its last state. */
    public void isReplaced() {
        replaced = true;
        hasSession = false;
        stumble();
    }

    /** Has the next attendances give their place back, because nobody has joined. */
    public void givesItsPlaceBack(int times) {
        givesBack.set(times);
    }

    /** Has the session break at each step like this. */
    public void breaksAt(Predicate<TurnInput> steps) {
        breaking = steps;
    }

    public void hears(int turn, String text) {
        heard = List.of(new Utterance(turn, text));
    }

    public void plays(int turn, String words) {
        playing = turn;
        played = words;
    }

    /** Waits until a heartbeat with the present state has been sent, and had time to arrive. */
    public void awaitsHeartbeat() {
        int before = heartbeats.get();
        Awaitility.await().until(() -> heartbeats.get() > before + 2);
    }

    public boolean hasLeft() {
        return left;
    }

    void departs(Departure why) {
        departure.complete(why);
    }

    void close() {
        closed.complete(null);
    }

    @Override
    public Departure attend(Lease attendance) {
        attendances.add(attendance);
        broken = false;
        CompletableFuture<Void> dead = death;
        ActivityExecutionContext context = Activity.getExecutionContext();
        if (givesBack.getAndDecrement() > 0) {
            attached(attendance);
            throw ApplicationFailure.newNonRetryableFailure("nobody has joined", "NotJoined", heartbeat());
        }
        if (!frozen) {
            context.heartbeat(heartbeat());
            hasSession = true;
            arrived.countDown();
            if (!attachesLater) {
                attached(attendance);
            }
        }
        while (!frozen && !dead.isDone()) {
            try {
                Departure why = departure.get(BEAT.toMillis(), TimeUnit.MILLISECONDS);
                left = true;
                return why;
            } catch (TimeoutException listening) {
                beatOrLeave(context);
            } catch (ExecutionException | InterruptedException broken) {
                throw Activity.wrap(broken);
            }
        }
        if (broken) {
            throw ApplicationFailure.newNonRetryableFailure("broken", "SessionBroken", heartbeat());
        }
        if (replaced) {
            throw ApplicationFailure.newNonRetryableFailure("replaced", "HandedOver", heartbeat());
        }
        closed.join();
        throw ApplicationFailure.newNonRetryableFailure("the process is gone", "Gone");
    }

    private void beatOrLeave(ActivityExecutionContext context) {
        try {
            context.heartbeat(heartbeat());
            heartbeats.incrementAndGet();
        } catch (ActivityCompletionException refused) {
            hasSession = false;
            throw refused;
        }
    }

    private Heartbeat heartbeat() {
        return new Heartbeat(1, heard, playing, played);
    }

    public void attached(Lease attendance) {
        WorkflowClient connected = client;
        if (connected != null) {
            connected
                    .newWorkflowStub(CallWorkflow.class, attendance.workflowId())
                    .attached(queue(), attendance.number());
        }
    }

    public int turnsSeen() {
        return turns.size();
    }

    @Override
    public TurnOutcome turn(TurnInput input) {
        if (!hasArrived() || !hasSession) {
            if (replaced) {
                // The server in memory cannot have an activity cancelled at the moment in which it completes.
                closed.join();
            }
            return new TurnOutcome.Absent();
        }
        if (outcomeAt != 0) {
            rearmed.add(System.nanoTime() - outcomeAt);
        }
        turns.add(input);
        CompletableFuture<Void> dead = death;
        if (breaking.test(input)) {
            broken = true;
            hasSession = false;
            stumble();
            return new TurnOutcome.Absent();
        }
        TurnOutcome outcome = input.isLast() ? farewell(input) : script.outcome(input);
        if (outcome == null) {
            CompletableFuture.anyOf(dead, closed).join();
            closed.join();
            return new TurnOutcome.Absent();
        }
        if (outcome instanceof TurnOutcome.Left) {
            departure.complete(Departure.CALLER_LEFT);
        }
        outcomeAt = System.nanoTime();
        return outcome;
    }

    /** Returns whether the attendance has arrived. The first turn comes along with it, and perhaps before it. */
    private boolean hasArrived() {
        try {
            return arrived.await(1, TimeUnit.SECONDS);
        } catch (InterruptedException broken) {
            throw Activity.wrap(broken);
        }
    }

    private TurnOutcome farewell(TurnInput input) {
        if (freezesAtTheFarewell) {
            freeze();
        }
        departure.complete(Departure.CALL_ENDED);
        return Script.greets(Todo.say(input.todo()));
    }

    @Override
    public TransferReceipt transfer(TransferRequest request) {
        transfers.add(request);
        ConversationSummary summary = request.wanted() == null
                ? null
                : ConversationSummary.of("Summed up by " + request.fromAgentId() + ".", 3);
        return new TransferReceipt(request.toAgentId(), true, summary);
    }
}

package dev.tandem.bench.turn;

import dev.tandem.bench.measure.BenchmarkFailure;
import dev.tandem.workers.attend.CallHost;
import dev.tandem.workflows.call.AttendCall;
import dev.tandem.workflows.call.PlaceCall;
import dev.tandem.workflows.transfer.PathTransfer;
import dev.tandem.workflows.turn.AgentTurn;
import dev.tandem.workflows.turn.TurnInput;
import dev.tandem.workflows.turn.TurnOutcome;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Stands between Temporal and a host, and notes what call workflows arm and what comes of it. */
final class Witness implements PlaceCall, AttendCall, AgentTurn, PathTransfer {

    private static final long LONGEST_S = 30;

    private final CallHost host;
    private final Map<String, Watched> calls = new ConcurrentHashMap<>();

    Witness(CallHost host) {
        this.host = host;
    }

    /** What happened in one call and was not asked for yet. */
    private static final class Watched {

        private final BlockingQueue<Long> armed = new LinkedBlockingQueue<>();
        private final BlockingQueue<TurnOutcome> outcomes = new LinkedBlockingQueue<>();
        private volatile long outcomeAt = System.nanoTime();
    }

    /**
     * Waits until a call's next turn is armed.
     *
     * @return how long none was, ns
     */
    long awaitArmed(String call) throws InterruptedException {
        return taken(watched(call).armed.poll(LONGEST_S, TimeUnit.SECONDS), "no turn was armed");
    }

    /** Waits until a call's turn has been spoken. */
    TurnOutcome.Spoken awaitSpoken(String call) throws InterruptedException {
        return switch (taken(watched(call).outcomes.poll(LONGEST_S, TimeUnit.SECONDS), "a turn did not end")) {
            case TurnOutcome.Replied replied -> replied.spoken();
            case TurnOutcome other -> throw new BenchmarkFailure("a turn came out as " + other);
        };
    }

    private Watched watched(String call) {
        return calls.computeIfAbsent(call, _ -> new Watched());
    }

    private static <T> T taken(@Nullable T one, String failure) {
        if (one == null) {
            throw new BenchmarkFailure(failure + " for " + LONGEST_S + " s");
        }
        return one;
    }

    @Override
    public TurnOutcome turn(TurnInput input) {
        Watched call = watched(input.callId());
        call.armed.add(System.nanoTime() - call.outcomeAt);
        TurnOutcome outcome = host.turn(input);
        call.outcomeAt = System.nanoTime();
        call.outcomes.add(outcome);
        return outcome;
    }

    @Override
    public Place place(PlaceCall.Request request) {
        return host.place(request);
    }

    @Override
    public Departure attend(Attendance attendance) {
        return host.attend(attendance);
    }

    @Override
    public Receipt transfer(PathTransfer.Request request) {
        return host.transfer(request);
    }
}

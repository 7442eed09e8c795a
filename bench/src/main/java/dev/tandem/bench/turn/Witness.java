package dev.tandem.bench.turn;

import dev.tandem.bench.measure.BenchmarkFailure;
import dev.tandem.workers.attend.CallHost;
import dev.tandem.workflows.call.api.AgentTurn;
import dev.tandem.workflows.call.api.AttendCall;
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
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Stands between Temporal and a host, and notes what call workflows arm and what the outcome is. */
final class Witness implements PlaceCall, AttendCall, AgentTurn, PathTransfer {

    private static final long LONGEST_S = 30;

    private final CallHost host;
    private final Map<String, Watched> calls = new ConcurrentHashMap<>();

    Witness(CallHost host) {
        this.host = host;
    }

    /** The events of one call that were not asked for yet. */
    private static final class Watched {

        private final BlockingQueue<Long> armed = new LinkedBlockingQueue<>();
        private final BlockingQueue<TurnOutcome> outcomes = new LinkedBlockingQueue<>();
        private volatile long outcomeAt = System.nanoTime();
    }

    /**
     * Waits until a call's next turn is armed.
     *
     * @return the time without an armed turn, ns
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
    public HostPlace place(PlacementRequest request) {
        return host.place(request);
    }

    @Override
    public Departure attend(Lease attendance) {
        return host.attend(attendance);
    }

    @Override
    public TransferReceipt transfer(TransferRequest request) {
        return host.transfer(request);
    }
}

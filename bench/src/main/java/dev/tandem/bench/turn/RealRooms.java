package dev.tandem.bench.turn;

import static dev.tandem.bench.measure.Goal.Figure.P50;

import dev.tandem.bench.measure.Benchmark;
import dev.tandem.bench.measure.BenchmarkFailure;
import dev.tandem.bench.measure.Row;
import dev.tandem.bench.measure.Samples;
import dev.tandem.stack.server.LiveKitServer;
import dev.tandem.workers.audio.Pacer;
import dev.tandem.workers.parts.Parts;
import dev.tandem.workers.room.livekit.LiveKitCallers;
import dev.tandem.workers.room.livekit.LiveKitRooms;
import dev.tandem.workers.room.livekit.LiveKitSettings;
import dev.tandem.workers.speech.Speech;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * Measures how many calls in real LiveKit rooms this machine carries: server, agents with the real voice activity
 * detection, and callers who send and hear audio all the time, all on the same cores. Calls are added until frames are
 * lost or late.
 */
public final class RealRooms implements Benchmark {

    private static final int STEP = 10;
    private static final int MOST = 200;
    private static final int SECONDS = 4;

    /** Least share of the frames that must arrive in real time. */
    private static final double WHOLE = .98;

    /** Most jitter of the agents' frames, p99 ms. */
    private static final double PUNCTUAL = 5;

    /** Number of frames that a caller hears in a second. */
    private static final double FRAMES = 50;

    @Override
    public String name() {
        return "rooms";
    }

    @Override
    public String measures() {
        return """
                calls in real LiveKit rooms that this machine carries with the server and the callers on it (≥ %.0f %% of \
                all frames arrive, jitter p99 ≤ %.0f ms); their CPU ms for a second of call; bytes allocated a frame\
                """.formatted(100 * WHOLE, PUNCTUAL);
    }

    /** The costs of a number of calls. */
    private record Load(int calls, Samples jitter, Samples cpu, Samples serverCpu) {}

    private final Samples in = new Samples();
    private final Samples out = new Samples();

    @Override
    public List<Row> run() throws InterruptedException {
        Path library = Parts.file(Parts.folder(), "livekit-ffi/liblivekit_ffi.so");
        try (LiveKitServer server = LiveKitServer.builder().build();
                Speech speech = Speech.load();
                Pacer agents = new Pacer();
                Pacer callers = new Pacer()) {
            server.start();
            speech.warmUp();
            LiveKitSettings settings = new LiveKitSettings(
                    server.url().toString(),
                    server.credentials().apiKey(),
                    server.credentials().apiSecret());
            try (LiveKitRooms rooms = LiveKitRooms.open(settings, library);
                    LiveKitCallers livekit = LiveKitCallers.open(library)) {
                return rows(carry(server, speech, agents, callers, rooms, livekit));
            }
        }
    }

    private Load carry(
            LiveKitServer server,
            Speech speech,
            Pacer agents,
            Pacer callers,
            LiveKitRooms rooms,
            LiveKitCallers livekit)
            throws InterruptedException {
        Deque<RealRoom> calls = new ArrayDeque<>();
        AtomicLong heard = new AtomicLong();
        Load carried = null;
        try {
            while (calls.size() < MOST) {
                Samples jitter = new Samples();
                for (int i = 0; i < STEP; i++) {
                    calls.addFirst(new RealRoom(
                            calls.size(),
                            server,
                            rooms,
                            livekit,
                            new RealRoom.Pacers(agents, callers),
                            speech.voiceActivity("silero"),
                            jitter,
                            heard));
                }
                if (carried == null) {
                    allocations(heard);
                }
                calls.stream().limit(STEP).forEach(RealRoom::talk);
                Load load = measure(calls.size(), server, jitter, heard);
                if (load == null) {
                    break;
                }
                carried = load;
            }
        } finally {
            calls.forEach(RealRoom::close);
        }
        if (carried == null) {
            throw new BenchmarkFailure("not even %d calls are carried: is the machine busy?".formatted(STEP));
        }
        return carried;
    }

    /** Measures allocations while audio goes both ways and nothing else happens in the rooms. */
    private void allocations(AtomicLong heard) throws InterruptedException {
        TimeUnit.SECONDS.sleep(3);
        long frames = heard.get();
        long inBefore = Meter.allocatedBy("Thread-");
        long outBefore = Meter.allocatedBy("pacer");
        TimeUnit.SECONDS.sleep(SECONDS);
        // The agents get as many frames as the callers. Each sends two in the time of one that it hears.
        double heardByAll = 2. * (heard.get() - frames);
        in.add((Meter.allocatedBy("Thread-") - inBefore) / heardByAll);
        out.add((Meter.allocatedBy("pacer") - outBefore) / (2 * heardByAll));
    }

    /** Returns null if there are too many calls. */
    private static @Nullable Load measure(int calls, LiveKitServer server, Samples jitter, AtomicLong heard)
            throws InterruptedException {
        TimeUnit.SECONDS.sleep(1);
        long frames = heard.get();
        long began = System.nanoTime();
        long cpu = Meter.cpu();
        long serverCpu = cpuOf(server.pid());
        TimeUnit.SECONDS.sleep(SECONDS);
        double seconds = (System.nanoTime() - began) / 1e9;
        double arrived = heard.get() - frames;
        if (arrived < WHOLE * FRAMES * calls * seconds || jitter.values().p99() > PUNCTUAL) {
            return null;
        }
        return new Load(
                calls,
                jitter,
                one((Meter.cpu() - cpu) / 1e6 / calls / seconds),
                one((cpuOf(server.pid()) - serverCpu) / 1e6 / calls / seconds));
    }

    private static long cpuOf(long pid) {
        return ProcessHandle.of(pid)
                .flatMap(process -> process.info().totalCpuDuration())
                .map(Duration::toNanos)
                .orElse(0L);
    }

    private static Samples one(double value) {
        Samples samples = new Samples();
        samples.add(value);
        return samples;
    }

    private List<Row> rows(Load load) {
        return List.of(
                Row.of(name(), "calls", one(load.calls())),
                Row.of(name() + "-cpu", "ms/s", load.cpu()).part("the server's, beside it", load.serverCpu()),
                Row.of(name() + "-allocation", "B", in).goal(P50, 0).part("a frame out", out));
    }
}

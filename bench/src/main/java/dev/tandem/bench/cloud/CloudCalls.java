package dev.tandem.bench.cloud;

import static dev.tandem.bench.measure.Goal.Figure.P99;

import dev.tandem.bench.measure.Benchmark;
import dev.tandem.bench.measure.BenchmarkFailure;
import dev.tandem.bench.measure.Row;
import dev.tandem.bench.measure.Samples;
import dev.tandem.stack.server.LiveKitServer;
import dev.tandem.workers.audio.Pacer;
import dev.tandem.workers.parts.Parts;
import dev.tandem.workers.room.Room;
import dev.tandem.workers.room.RoomListener;
import dev.tandem.workers.room.livekit.LiveKitCallers;
import dev.tandem.workers.room.livekit.LiveKitRooms;
import dev.tandem.workers.room.livekit.LiveKitSettings;
import dev.tandem.workers.room.memory.MemoryRooms;
import dev.tandem.workers.speech.Speech;
import dev.tandem.workers.speech.VoiceDetector;
import io.livekit.server.AccessToken;
import io.livekit.server.RoomJoin;
import io.livekit.server.RoomName;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * Runs spoken calls in one process whose models, ears and voices are vendors', against fakes on the same machine: in
 * rooms in memory, and in LiveKit rooms, of which there are more until frames come late. All audio is sent and heard.
 */
public final class CloudCalls implements Benchmark {

    private static final int CALLS = Integer.getInteger("cloud.calls", 50);
    private static final int SECONDS = Integer.getInteger("cloud.seconds", 20);
    private static final int STEP = 10;
    private static final int MOST_IN_LIVEKIT = Integer.getInteger("cloud.livekit", 50);

    /** How late a frame of speech may come, p99 ms. */
    private static final double PUNCTUAL = 20;

    private static final String[] REPLY = {
        "Your order ",
        "is on its way, ",
        "and it arrives ",
        "tomorrow. ",
        "Is there ",
        "anything else ",
        "that I can do?"
    };

    @Override
    public String name() {
        return "cloud-calls";
    }

    @Override
    public String measures() {
        return """
                %d spoken calls at once in one process with openai, assemblyai and cartesia (fakes at zero delay, on the \
                same machine), room in memory, real VAD: how late frames of speech leave, p99; from the caller's last \
                sound to the agent's first; heap and platform threads; the same through LiveKit, as many as stay \
                punctual, in steps of %d up to %d\
                """.formatted(CALLS, STEP, MOST_IN_LIVEKIT);
    }

    /** What a number of calls cost. */
    private record Load(int calls, Samples late, Samples answers, double heapMb, int threads) {}

    /** Has an agent and a caller join a room. */
    private interface Place {
        Room agent(String room, RoomListener listener);

        Room caller(String room, RoomListener listener);
    }

    @Override
    public List<Row> run() throws InterruptedException {
        List<Row> rows = new ArrayList<>();
        try (Speech real = Speech.load()) {
            real.warmUp();
            VoiceDetector detector = () -> new LoudIsSpeech(real.voiceActivity("silero"));
            try (MemoryRooms rooms = new MemoryRooms()) {
                rows.addAll(rows(name(), load(CALLS, detector, new InMemory(rooms))));
            }
            rows.addAll(throughLiveKit(detector));
        }
        return rows;
    }

    private List<Row> throughLiveKit(VoiceDetector detector) throws InterruptedException {
        var library = Parts.file(Parts.folder(), "livekit-ffi/liblivekit_ffi.so");
        try (LiveKitServer server = LiveKitServer.builder().build()) {
            server.start();
            LiveKitSettings settings = new LiveKitSettings(
                    server.url().toString(),
                    server.credentials().apiKey(),
                    server.credentials().apiSecret());
            try (LiveKitRooms rooms = LiveKitRooms.open(settings, library);
                    LiveKitCallers callers = LiveKitCallers.open(library)) {
                Load carried = null;
                for (int calls = STEP; calls <= MOST_IN_LIVEKIT; calls += STEP) {
                    Load load = load(calls, detector, new InLiveKit(server, rooms, callers, calls));
                    if (carried != null && load.late().values().p99() > PUNCTUAL) {
                        break;
                    }
                    carried = load;
                }
                if (carried == null) {
                    throw new BenchmarkFailure("cloud.livekit has to be " + STEP + " at least");
                }
                List<Row> rows = new ArrayList<>(rows(name() + "-livekit", carried));
                rows.add(Row.of(name() + "-livekit-calls", "calls", one(carried.calls())));
                return rows;
            }
        }
    }

    private static List<Row> rows(String name, Load load) {
        return List.of(
                Row.of(name, "ms", load.late()).goal(P99, PUNCTUAL),
                Row.of(name + "-answer", "ms", load.answers()),
                Row.of(name + "-heap", "MB", one(load.heapMb())),
                Row.of(name + "-threads", "threads", one(load.threads())));
    }

    private static Load load(int calls, VoiceDetector detector, Place place) throws InterruptedException {
        Samples late = new Samples();
        Samples answers = new Samples();
        long heapBefore = heap();
        try (FakeVendors vendors = new FakeVendors(detector, REPLY);
                Pacer agents = new Pacer();
                Pacer microphones = new Pacer();
                ExecutorService callers = Executors.newVirtualThreadPerTaskExecutor()) {
            List<SpokenCall> open = new ArrayList<>();
            try {
                for (int i = 0; i < calls; i++) {
                    String room = "cloud-" + calls + "-" + i;
                    open.add(new SpokenCall(
                            room,
                            vendors,
                            agents,
                            microphones,
                            listener -> place.agent(room, listener),
                            listener -> place.caller(room, listener),
                            late));
                }
                List<Future<Void>> talking = open.stream()
                        .map(call -> callers.<Void>submit(() -> {
                            call.talk(SECONDS, answers);
                            return null;
                        }))
                        .toList();
                int threads = ManagementFactory.getThreadMXBean().getThreadCount();
                for (Future<Void> one : talking) {
                    finished(one);
                }
                threads = Math.max(threads, ManagementFactory.getThreadMXBean().getThreadCount());
                return new Load(calls, late, answers, (heap() - heapBefore) / 1e6, threads);
            } finally {
                open.forEach(SpokenCall::close);
            }
        }
    }

    private static void finished(Future<Void> call) throws InterruptedException {
        try {
            call.get();
        } catch (ExecutionException failure) {
            throw new BenchmarkFailure("a call broke off: " + failure.getCause());
        }
    }

    private static Samples one(double value) {
        Samples samples = new Samples();
        samples.add(value);
        return samples;
    }

    /** Returns what is reachable on the heap, bytes. */
    private static long heap() {
        System.gc();
        return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
    }

    private record InMemory(MemoryRooms rooms) implements Place {

        @Override
        public Room agent(String room, RoomListener listener) {
            return rooms.join(room, "agent", Map.of(), () -> {}, listener);
        }

        @Override
        public Room caller(String room, RoomListener listener) {
            return rooms.joinAsCaller(room, "caller", Map.of(), listener);
        }
    }

    private record InLiveKit(LiveKitServer server, LiveKitRooms rooms, LiveKitCallers callers, int round)
            implements Place {

        @Override
        public Room agent(String room, RoomListener listener) {
            return rooms.join(room, "agent", Map.of(), () -> {}, listener);
        }

        @Override
        public Room caller(String room, RoomListener listener) {
            AccessToken token = new AccessToken(
                    server.credentials().apiKey(), server.credentials().apiSecret());
            token.setIdentity("caller");
            token.addGrants(new RoomJoin(true), new RoomName(room));
            return callers.join(server.url().toString(), token.toJwt(), listener);
        }
    }
}

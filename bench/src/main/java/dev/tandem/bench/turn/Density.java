package dev.tandem.bench.turn;

import static dev.tandem.bench.measure.Goal.Figure.MAX;
import static dev.tandem.bench.measure.Goal.Figure.P50;
import static dev.tandem.bench.measure.Goal.Figure.P99;

import dev.tandem.bench.measure.Benchmark;
import dev.tandem.bench.measure.Row;
import dev.tandem.bench.measure.Samples;
import dev.tandem.workers.speech.Speech;
import dev.tandem.workers.speech.VoiceActivity;
import java.util.List;

/**
 * Runs many calls in one process. A hundred callers listen; all their audio goes through the real voice activity
 * detection, and each gets a frame of silence every 10 ms. In one more call the agent speaks. Rooms are silent ones:
 * {@link RealRooms} measures the costs of LiveKit's client.
 */
public final class Density implements Benchmark {

    private static final int CALLS = 100;
    private static final int SECONDS = 10;
    private static final int WARM_SECONDS = 4;

    /** Windows of the detector in a second of a call. */
    private static final double WINDOWS = 16_000. / VoiceActivity.WINDOW;

    /** Frames that come in from a caller in a second. */
    private static final double FRAMES = 50;

    @Override
    public String name() {
        return "density";
    }

    @Override
    public String measures() {
        return """
                %d calls that listen (50 frames/s each, real VAD, silent room) and one that speaks, in one process: CPU ms \
                for a second of call (10: a core carries 100), heap, the speaking one's jitter, bytes allocated for a \
                frame in and two out; beside the VAD alone, and nobody else in the process\
                """.formatted(CALLS);
    }

    @Override
    public List<Row> run() throws InterruptedException {
        try (Speech speech = Speech.load()) {
            speech.warmUp();
            Samples jitterAlone = jitterAmong(0, speech);
            Samples[] detector = detectorAlone(speech);
            Samples allocation = allocatedWithoutDetector();
            long heapBefore = Meter.heap();
            try (Crowd crowd = new Crowd(CALLS, () -> speech.voiceActivity("silero"))) {
                crowd.warm(WARM_SECONDS);
                Samples heap = new Samples();
                heap.add((Meter.heap() - heapBefore) / 1e6 / CALLS);
                Samples cpu = Meter.growth(Meter::cpu, SECONDS, 1e6 * CALLS);
                Samples withDetector = allocated(CALLS);
                Samples jitter = crowd.jitterOfOneWhoSpeaks(SECONDS);
                return List.of(
                        Row.of(name(), "ms/s", cpu).goal(P50, 10).beside("VAD alone", detector[0]),
                        Row.of(name() + "-heap", "MB", heap).goal(MAX, 3),
                        Row.of(name() + "-jitter", "ms", jitter)
                                .goal(P99, 5)
                                .beside("nobody else in the process", jitterAlone),
                        Row.of(name() + "-allocation", "B", allocation)
                                .goal(P50, 0)
                                .part("with the VAD", withDetector)
                                .beside("the VAD alone, in onnxruntime's Java", detector[1]));
            }
        }
    }

    private static Samples jitterAmong(int calls, Speech speech) throws InterruptedException {
        try (Crowd crowd = new Crowd(calls, () -> speech.voiceActivity("silero"))) {
            return crowd.jitterOfOneWhoSpeaks(SECONDS);
        }
    }

    private static Samples allocatedWithoutDetector() throws InterruptedException {
        int calls = CALLS / 5;
        try (Crowd crowd = new Crowd(calls, () -> new StampedVad(1_000))) {
            crowd.warm(WARM_SECONDS);
            return allocated(calls);
        }
    }

    /**
     * Measures what the threads of the audio loop allocate for a frame that comes in and the two that go out in that
     * time.
     */
    private static Samples allocated(int calls) throws InterruptedException {
        return Meter.growth(() -> Meter.allocatedBy("ears") + Meter.allocatedBy("pacer"), SECONDS, FRAMES * calls);
    }

    /** @return CPU ms for a second of a call, and the bytes that it allocates for each frame */
    private static Samples[] detectorAlone(Speech speech) {
        Samples cpu = new Samples();
        Samples bytes = new Samples();
        float[] window = new float[VoiceActivity.WINDOW];
        try (VoiceActivity detector = speech.voiceActivity("silero")) {
            for (int second = 0; second < 20 * SECONDS; second++) {
                long began = System.nanoTime();
                long before = Meter.allocatedHere();
                for (int i = 0; i < WINDOWS; i++) {
                    var _ = detector.probability(window, 0);
                }
                bytes.add((Meter.allocatedHere() - before) / FRAMES);
                cpu.addNanos(System.nanoTime() - began);
            }
        }
        return new Samples[] {cpu, bytes};
    }
}

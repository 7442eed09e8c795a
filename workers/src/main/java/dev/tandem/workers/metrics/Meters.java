package dev.tandem.workers.metrics;

import dev.tandem.workflows.event.Timings;
import dev.tandem.workflows.protocol.ToolResult;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.function.ToDoubleFunction;

/**
 * Counts and times what happens in a worker process; docs/operation.md lists the metrics. Something is recorded a few
 * times in each turn and with each heartbeat, but never with a frame of audio. Thread-safe.
 */
public final class Meters {

    /** Bounds of the histograms. The promised latencies of a turn (docs/turns.md) lie between 100 ms and 2 s. */
    private static final Duration[] BOUNDS = {
        Duration.ofMillis(10),
        Duration.ofMillis(25),
        Duration.ofMillis(50),
        Duration.ofMillis(100),
        Duration.ofMillis(200),
        Duration.ofMillis(300),
        Duration.ofMillis(500),
        Duration.ofMillis(750),
        Duration.ofSeconds(1),
        Duration.ofMillis(1_500),
        Duration.ofSeconds(2),
        Duration.ofSeconds(3),
        Duration.ofSeconds(5),
        Duration.ofSeconds(10)
    };

    private final MeterRegistry registry;

    public Meters(MeterRegistry registry) {
        this.registry = registry;
        for (Heartbeat heartbeat : Heartbeat.values()) {
            heartbeat(heartbeat, 0);
        }
        for (Fence fence : Fence.values()) {
            fenced(fence, 0);
        }
        for (Fault fault : Fault.values()) {
            faults(fault, 0);
        }
        for (EarlyEnd outcome : EarlyEnd.values()) {
            earlyEnds(outcome, 0);
        }
        interruptions(true, 0);
        interruptions(false, 0);
        registry.counter("tandem.calls.taken").increment(0);
    }

    /** Returns meters that nobody reads. */
    public static Meters unread() {
        return new Meters(new SimpleMeterRegistry());
    }

    /** The result of a heartbeat. */
    public enum Heartbeat {
        ACKNOWLEDGED,
        /** Temporal has given the attempt up. */
        REFUSED,
        /** Temporal is away; the heartbeat is sent again. */
        UNANSWERED
    }

    /** Why a process left a call that goes on elsewhere. */
    public enum Fence {
        /** Another process has taken the participant's place in the room. */
        EVICTED,
        /** This process stood still, and the call was placed elsewhere meanwhile. */
        FROZEN
    }

    /** What became of an utterance that was found to be over early. */
    public enum EarlyEnd {
        /** It was over. */
        KEPT,
        /** The caller went on, and the reply was withdrawn. */
        WITHDRAWN,
        /** No reply was there to sound, or it was not the agent's turn. */
        UNUSED
    }

    /** Where something broke that belongs to a call. */
    public enum Fault {
        /** Voice detection or recognition. */
        EARS,
        /** A message of the call's own thread. */
        MAILBOX,
        /** A model's answer. */
        MODEL,
        /** A voice. */
        VOICE,
        /** The room: its events, its frames, or LiveKit's native client. */
        ROOM,
        /** The state that heartbeats carry. */
        HEARTBEAT
    }

    /**
     * Counts a caller's line that was not taken.
     *
     * @param why in snake_case, one of a few
     */
    public void lineRefused(String why) {
        registry.counter("tandem.lines.refused", "why", why).increment();
    }

    /** Counts a key that the caller pressed beyond their number. */
    public void keyDropped() {
        registry.counter("tandem.keys.dropped").increment();
    }

    /** Counts sound that went on for very long without a pause, and was not taken for speech. */
    public void soundPassedOver() {
        registry.counter("tandem.sounds.passed.over").increment();
    }

    /** Counts a fault that ended a turn or an attendance. */
    public void fault(Fault where) {
        faults(where, 1);
    }

    /**
     * Reads a figure whenever it is asked for.
     *
     * @param of the object that has the figure; it can still be garbage-collected
     */
    public <T> void watch(String name, String description, T of, ToDoubleFunction<T> figure) {
        Gauge.builder(name, of, figure).description(description).register(registry);
    }

    /** Counts a session that was opened here. */
    public void taken() {
        registry.counter("tandem.calls.taken").increment();
    }

    /**
     * Counts an attendance that ended.
     *
     * @param why in snake_case, one of a few
     */
    public void attendanceEnded(String why) {
        registry.counter("tandem.attendances.ended", "why", why).increment();
    }

    public void fenced(Fence fence) {
        fenced(fence, 1);
    }

    public void heartbeat(Heartbeat heartbeat) {
        heartbeat(heartbeat, 1);
    }

    /**
     * Counts an interruption.
     *
     * @param real whether the caller had something to say
     */
    public void interruption(boolean real) {
        interruptions(real, 1);
    }

    /** Counts an utterance that was found to be over early. */
    public void earlyEnd(EarlyEnd outcome) {
        earlyEnds(outcome, 1);
    }

    /** Records where the time of a turn went. Parts that did not happen are left out. */
    public void turn(Timings timings) {
        part("endpointing", timings.endpointing());
        part("stt", timings.stt());
        part("model", timings.model());
        part("tts", timings.tts());
        part("first_sound", timings.firstSound());
        part("heard", timings.heard());
        part("start", timings.start());
        part("stop", timings.stop());
    }

    /** Records a run of a tool that has ended. */
    public void toolRan(ToolResult.Status status, Duration took) {
        tool(lowerCase(status), took);
    }

    /** Records a run of a tool that failed and is repeated. */
    public void toolRetried(Duration took) {
        tool("retried", took);
    }

    /**
     * An exchange with a provider has ended.
     *
     * @param kind {@code llm}, {@code stt} or {@code tts}
     * @param outcome {@code ok}, {@code cancelled} or the reason of the fault, snake_case
     */
    public void providerAnswered(String kind, String provider, String outcome) {
        registry.counter("tandem.provider.exchanges", "kind", kind, "provider", provider, "outcome", outcome)
                .increment();
    }

    /** A provider has given its first sign in an exchange. */
    public void providerSigned(String kind, String provider, Duration took) {
        Timer.builder("tandem.provider.first")
                .tag("kind", kind)
                .tag("provider", provider)
                .serviceLevelObjectives(BOUNDS)
                .register(registry)
                .record(took);
    }

    /** @param unit snake_case: {@code input_tokens}, {@code audio_seconds} … */
    public void providerUsed(String kind, String provider, String unit, double amount) {
        registry.counter("tandem.provider.usage", "kind", kind, "provider", provider, "unit", unit)
                .increment(amount);
    }

    /** A provider failed, and the next one was asked. */
    public void providerFailedOver(String kind, String provider) {
        registry.counter("tandem.provider.failovers", "kind", kind, "provider", provider)
                .increment();
    }

    private void part(String name, double ms) {
        if (ms >= 0) {
            timer("tandem.turn", "part", name).record(Math.round(ms * 1_000_000), TimeUnit.NANOSECONDS);
        }
    }

    private void tool(String outcome, Duration took) {
        timer("tandem.tool.runs", "outcome", outcome).record(took);
    }

    private Timer timer(String name, String tag, String value) {
        return Timer.builder(name)
                .tag(tag, value)
                .serviceLevelObjectives(BOUNDS)
                .register(registry);
    }

    private void fenced(Fence fence, int times) {
        registry.counter("tandem.fences", "why", lowerCase(fence)).increment(times);
    }

    private void faults(Fault where, int times) {
        registry.counter("tandem.faults", "where", lowerCase(where)).increment(times);
    }

    private void heartbeat(Heartbeat heartbeat, int times) {
        registry.counter("tandem.heartbeats", "outcome", lowerCase(heartbeat)).increment(times);
    }

    private void earlyEnds(EarlyEnd outcome, int times) {
        registry.counter("tandem.early.ends", "outcome", lowerCase(outcome)).increment(times);
    }

    private void interruptions(boolean real, int times) {
        registry.counter("tandem.interruptions", "real", Boolean.toString(real)).increment(times);
    }

    private static String lowerCase(Enum<?> name) {
        return name.name().toLowerCase(Locale.ROOT);
    }
}

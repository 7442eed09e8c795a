package dev.tandem.api.analytics;

import dev.tandem.workflows.event.CallEvent;
import dev.tandem.workflows.event.RecordedEvent;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Counts what some events of a call add to the figures. The result does not depend on their order, nor on how they were
 * cut into batches. The database's views {@code analytics_count_of_events} and {@code analytics_time_of_events} count
 * alike.
 */
final class FigureCounter {

    /**
     * Most characters of a name. A model may invent names of tools and variables, and they are keys of an index, which
     * takes 2,704 bytes.
     */
    static final int LONGEST_NAME = 200;

    private final Map<Measure, Long> counts = new LinkedHashMap<>();
    private final Map<Time, Long> times = new LinkedHashMap<>();

    private FigureCounter() {}

    sealed interface Figure {

        String measure();

        /** Document id of an agent or a path, name of a tool, status of a call. */
        String subject();
    }

    /** @param detail why; empty where a measure has none */
    record Measure(String measure, String subject, String detail) implements Figure {}

    /** @param bucket of {@link TimeBuckets} */
    record Time(String measure, String subject, int bucket) implements Figure {}

    static FigureCounter of(List<RecordedEvent> events) {
        FigureCounter counter = new FigureCounter();
        events.forEach(counter::add);
        return counter;
    }

    Map<Measure, Long> counts() {
        return counts;
    }

    Map<Time, Long> times() {
        return times;
    }

    private void add(RecordedEvent recorded) {
        if (recorded.sequence() == 1) {
            count("calls", "");
        }
        switch (recorded.event()) {
            case CallEvent.CallEnded ended -> ended(ended);
            case CallEvent.AgentActivated activated -> count("agent.activated", activated.agentId());
            case CallEvent.TurnCommitted committed -> count("agent.turns", committed.agentId());
            case CallEvent.TurnFailed failed -> count("agent.failed", failed.agentId());
            case CallEvent.ReplySpoken spoken -> spoken(spoken);
            case CallEvent.PathOffered offered -> offered.paths().forEach(path -> count("path.offered", path));
            case CallEvent.PathTaken taken -> count("path.taken", taken.pathId());
            case CallEvent.PathRejected rejected -> rejected(rejected);
            case CallEvent.ToolFinished finished -> ran(finished, "tool.finished");
            case CallEvent.ToolFailed failed -> ran(failed, measure(failed.status()));
            case CallEvent.ProviderUsed used -> used(used);
            case CallEvent.ProviderFailedOver failed ->
                count("provider.failed_over", of(failed.kind(), failed.provider(), failed.model()), failed.reason(), 1);
            case CallEvent.CallStarted _,
                    CallEvent.ToolStarted _,
                    CallEvent.PathSummarised _,
                    CallEvent.VariableCollected _,
                    CallEvent.VariableRefused _,
                    CallEvent.AttendanceLost _,
                    CallEvent.AttendanceResumed _,
                    CallEvent.OfOperator _ -> {
                // These are no figures.
            }
        }
    }

    private void ended(CallEvent.CallEnded ended) {
        count("ended", ended.status(), ended.reason(), 1);
        count("turns", "", "", ended.turns());
        count("duration_ms", "", "", ended.durationMs());
        time("call", "", ended.durationMs());
    }

    private void spoken(CallEvent.ReplySpoken spoken) {
        count("agent.replies", spoken.agentId());
        if (spoken.interrupted()) {
            count("agent.interrupted", spoken.agentId());
        }
        if (spoken.ms().firstSound() >= 0) {
            time("turn", "", Math.round(spoken.ms().firstSound()));
        }
    }

    private void rejected(CallEvent.PathRejected rejected) {
        String path = rejected.pathId();
        count("path.rejected", path);
        rejected.missing().forEach(name -> why(path, "missing:" + name));
        rejected.invalid().keySet().forEach(name -> why(path, "invalid:" + name));
        if (rejected.guard() != null) {
            why(path, "guard");
        }
        if (rejected.reason() != null) {
            why(path, "other");
        }
    }

    private void ran(CallEvent.ToolEnded ended, String measure) {
        count(measure, ended.name());
        count("tool.runs", ended.name(), "", ended.runs());
        if (ended.runs() > 0) {
            time("tool", ended.name(), ended.durationMs());
        }
    }

    private void used(CallEvent.ProviderUsed used) {
        String provider = of(used.kind(), used.provider(), used.model());
        count("used.input_tokens", provider, used.agentId(), used.inputTokens());
        count("used.cached_tokens", provider, used.agentId(), used.cachedTokens());
        count("used.output_tokens", provider, used.agentId(), used.outputTokens());
        count("used.audio_ms", provider, used.agentId(), Math.round(used.audioSeconds() * 1_000));
        count("used.characters", provider, used.agentId(), used.characters());
    }

    /** Returns a provider as subject of a figure: kind, name and model. */
    private static String of(String kind, String provider, String model) {
        return kind + "/" + provider + "/" + model;
    }

    /** A tool that the caller interrupted has not failed. */
    private static String measure(CallEvent.ToolFailed.Status status) {
        return switch (status) {
            case FAILED -> "tool.failed";
            case UNKNOWN -> "tool.unknown";
            case CANCELLED -> "tool.cancelled";
        };
    }

    private void why(String path, String reason) {
        count("path.why", path, reason, 1);
    }

    private void count(String measure, String subject) {
        count(measure, subject, "", 1);
    }

    private void count(String measure, String subject, String detail, long n) {
        if (n > 0) {
            counts.merge(new Measure(measure, kept(subject), kept(detail)), n, Long::sum);
        }
    }

    private void time(String measure, String subject, long ms) {
        times.merge(new Time(measure, kept(subject), TimeBuckets.bucket(ms)), 1L, Long::sum);
    }

    private static String kept(String name) {
        int characters = Math.min(LONGEST_NAME, name.codePointCount(0, name.length()));
        return name.substring(0, name.offsetByCodePoints(0, characters));
    }
}

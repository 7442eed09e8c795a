package dev.tandem.api.analytics;

import dev.tandem.workflows.event.CallEvent;
import dev.tandem.workflows.event.CallEvent.ToolFailed.Status;
import dev.tandem.workflows.event.CallEventType;
import dev.tandem.workflows.event.RecordedEvent;
import dev.tandem.workflows.event.Timings;
import dev.tandem.workflows.variable.VariableValue;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

/** Makes random events of calls, and the batches in which a bad network may deliver them. */
final class RandomCalls {

    private static final Instant START = Instant.parse("2026-11-22T23:58:00Z");
    private static final List<String> AGENTS = List.of("intake", "billing", "a \"quoted\" one");
    private static final List<String> PATHS = List.of("to-billing", "bye", "to-nowhere");
    private static final List<String> PROVIDERS = List.of("openai", "cartesia");
    private static final List<String> TOOLS = List.of("check_order", "find_invoice");

    private final Random random;

    RandomCalls(long seed) {
        this.random = new Random(seed);
    }

    /** A call's events, numbered from 1; the last one may or may not be its end. */
    List<RecordedEvent> events() {
        List<RecordedEvent> events = new ArrayList<>();
        int length = 1 + random.nextInt(40);
        for (int sequence = 1; sequence <= length; sequence++) {
            CallEventType[] types = CallEventType.values();
            CallEventType type =
                    sequence == 1 ? CallEventType.CALL_STARTED : types[1 + random.nextInt(types.length - 2)];
            events.add(event(sequence, type));
        }
        if (random.nextInt(4) > 0) {
            events.add(event(length + 1, CallEventType.CALL_ENDED));
        }
        return events;
    }

    /** The events cut into batches that overlap, come twice and in any order; each event is in one of them at least. */
    List<List<RecordedEvent>> deliveries(List<RecordedEvent> events) {
        List<List<RecordedEvent>> batches = new ArrayList<>();
        for (int from = 0; from < events.size(); ) {
            int to = Math.min(events.size(), from + 1 + random.nextInt(8));
            List<RecordedEvent> batch = new ArrayList<>(events.subList(Math.max(0, from - random.nextInt(4)), to));
            if (random.nextInt(5) == 0) {
                batch.add(batch.getFirst());
            }
            for (int copies = random.nextInt(3); copies >= 0; copies--) {
                batches.add(List.copyOf(batch));
            }
            from = to;
        }
        Collections.shuffle(batches, random);
        return batches;
    }

    private RecordedEvent event(int sequence, CallEventType type) {
        return RecordedEvent.of(sequence, START.plusSeconds(sequence * 7L), event(type));
    }

    /** Every kind of event with every outcome that it may tell of, so that a kind which is counted nowhere shows. */
    private CallEvent event(CallEventType type) {
        int turn = random.nextInt(6);
        String agent = one(AGENTS);
        return switch (type) {
            case CALL_STARTED -> new CallEvent.CallStarted("voice", "v", "Shop", 1, "room");
            case AGENT_ACTIVATED -> new CallEvent.AgentActivated(turn, agent, agent);
            case TURN_COMMITTED -> new CallEvent.TurnCommitted(turn, agent, agent, "Hello");
            case REPLY_SPOKEN ->
                new CallEvent.ReplySpoken(turn, agent, agent, 1, "Hi", "Hi there", random.nextBoolean(), timings());
            case TURN_FAILED -> new CallEvent.TurnFailed(turn, agent, agent, "no model answers");
            case TOOL_STARTED -> new CallEvent.ToolStarted(turn, agent, agent, "k", one(TOOLS), nothing());
            case TOOL_FINISHED ->
                new CallEvent.ToolFinished(turn, "k", one(TOOLS), nothing(), random.nextInt(4), random.nextInt(20_000));
            case TOOL_FAILED -> {
                Status[] statuses = Status.values();
                yield new CallEvent.ToolFailed(
                        turn,
                        "k",
                        one(TOOLS),
                        statuses[random.nextInt(statuses.length)],
                        "It broke.",
                        random.nextInt(4),
                        random.nextInt(20_000));
            }
            case PATH_OFFERED -> new CallEvent.PathOffered(turn, agent, agent, PATHS, Map.of(), List.of());
            case PATH_TAKEN -> {
                String path = one(PATHS);
                yield new CallEvent.PathTaken(
                        turn, path, path, agent, agent, null, null, Map.of(), Map.of(), "proposed", null, "So.");
            }
            case PATH_SUMMARISED ->
                new CallEvent.PathSummarised(turn, agent, agent, one(PATHS), null, "summary", "All.", null, 9);
            case PATH_REJECTED -> rejected(turn, agent);
            case VARIABLE_COLLECTED ->
                new CallEvent.VariableCollected(turn, "tier", nothing(), VariableValue.Source.CALLER, true);
            case VARIABLE_REFUSED ->
                new CallEvent.VariableRefused(
                        turn, "tier", nothing(), VariableValue.Source.CALLER, "is told by a tool, not by the caller");
            case PROVIDER_USED ->
                new CallEvent.ProviderUsed(
                        turn,
                        agent,
                        agent,
                        "k",
                        "llm",
                        one(PROVIDERS),
                        random.nextBoolean() ? "" : "vendor/model-1",
                        random.nextInt(900),
                        random.nextInt(2) * 7L,
                        random.nextInt(50),
                        random.nextInt(5) * .75,
                        random.nextInt(3) * 80L);
            case PROVIDER_FAILED_OVER ->
                new CallEvent.ProviderFailedOver(
                        turn, agent, agent, "k", "tts", one(PROVIDERS), "", one(PROVIDERS), "late");
            case ATTENDANCE_LOST -> new CallEvent.AttendanceLost(1, "a", "heartbeat_timeout");
            case ATTENDANCE_RESUMED -> new CallEvent.AttendanceResumed(2, "b");
            case OPERATOR_PAUSED -> new CallEvent.OperatorPaused(turn, agent, agent, "c", "anna");
            case OPERATOR_RESUMED -> new CallEvent.OperatorResumed(turn, agent, agent, "c", "anna");
            case OPERATOR_TOOK_OVER -> new CallEvent.OperatorTookOver(turn, agent, agent, "c", "anna");
            case OPERATOR_HANDED_BACK -> new CallEvent.OperatorHandedBack(turn, agent, agent, "c", "anna");
            case OPERATOR_FORCED_PATH -> new CallEvent.OperatorForcedPath(turn, agent, agent, "c", "anna", one(PATHS));
            case OPERATOR_CORRECTED_VARIABLE ->
                new CallEvent.OperatorCorrectedVariable(turn, agent, agent, "c", "anna", "tier", nothing());
            case OPERATOR_SAID -> new CallEvent.OperatorSaid(turn, agent, agent, "c", "anna", "One moment.");
            case OPERATOR_ENDED -> new CallEvent.OperatorEnded(turn, agent, agent, "c", "anna", null);
            case OPERATOR_REFUSED ->
                new CallEvent.OperatorRefused(turn, agent, agent, "c", "anna", "pause", "Paused already.");
            case CALL_ENDED ->
                new CallEvent.CallEnded(
                        random.nextBoolean() ? "completed" : "dropped",
                        random.nextBoolean() ? "caller_left" : "caller_lost",
                        random.nextInt(9),
                        random.nextInt(600_000));
        };
    }

    private Timings timings() {
        double firstSound = random.nextInt(5) == 0 ? -1 : random.nextDouble() * 3_000;
        return new Timings(1, 2, 3, 4, firstSound, 5, 6, -1);
    }

    private CallEvent rejected(int turn, String agent) {
        int why = random.nextInt(4);
        return new CallEvent.PathRejected(
                turn,
                agent,
                agent,
                one(PATHS),
                null,
                why == 0 ? List.of("customer_id", "tier") : List.of(),
                why == 1 ? Map.of("customer_id", "is not a number") : Map.of(),
                why == 2 ? "balance > 0" : null,
                why == 3 ? "no such path" : null,
                null,
                "So.");
    }

    private static JsonNode nothing() {
        return JsonNodeFactory.instance.objectNode();
    }

    private String one(List<String> of) {
        return of.get(random.nextInt(of.size()));
    }
}

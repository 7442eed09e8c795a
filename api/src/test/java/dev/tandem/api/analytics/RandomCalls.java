package dev.tandem.api.analytics;

import dev.tandem.workflows.event.CallEvent;
import dev.tandem.workflows.event.CallEvents;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Makes random events of calls, and the batches in which a bad network may deliver them. */
final class RandomCalls {

    private static final Instant START = Instant.parse("2026-11-22T23:58:00Z");
    private static final List<String> AGENTS = List.of("intake", "billing", "a \"quoted\" one");
    private static final List<String> PATHS = List.of("to-billing", "bye", "to-nowhere");
    private static final List<String> TOOLS = List.of("check_order", "find_invoice");

    private final Random random;

    RandomCalls(long seed) {
        this.random = new Random(seed);
    }

    /** Returns a call's events, numbered from 1. The last one may or may not be its end. */
    List<CallEvent> events() {
        List<CallEvent> events = new ArrayList<>();
        int length = 1 + random.nextInt(40);
        for (int sequence = 1; sequence <= length; sequence++) {
            String type = sequence == 1
                    ? CallEvents.CALL_STARTED
                    : CallEvents.ALL.get(1 + random.nextInt(CallEvents.ALL.size() - 2));
            events.add(event(sequence, type));
        }
        if (random.nextInt(4) > 0) {
            events.add(event(length + 1, CallEvents.CALL_ENDED));
        }
        return events;
    }

    /**
     * Cuts the events into batches that overlap, are repeated and come in any order. Each event is in at least one of
     * them.
     */
    List<List<CallEvent>> deliveries(List<CallEvent> events) {
        List<List<CallEvent>> batches = new ArrayList<>();
        for (int from = 0; from < events.size(); ) {
            int to = Math.min(events.size(), from + 1 + random.nextInt(8));
            List<CallEvent> batch = new ArrayList<>(events.subList(Math.max(0, from - random.nextInt(4)), to));
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

    private CallEvent event(int sequence, String type) {
        ObjectNode payload = JsonNodeFactory.instance.objectNode().put("turn", random.nextInt(6));
        switch (type) {
            case CallEvents.REPLY_SPOKEN -> {
                payload.put("agent_id", one(AGENTS)).put("interrupted", random.nextBoolean());
                payload.putObject("ms").put("first_sound", random.nextInt(5) == 0 ? -1 : random.nextDouble() * 3_000);
            }
            case CallEvents.AGENT_ACTIVATED, CallEvents.TURN_COMMITTED, CallEvents.TURN_FAILED ->
                payload.put("agent_id", one(AGENTS));
            case CallEvents.PATH_OFFERED -> PATHS.forEach(payload.withArray("paths")::add);
            case CallEvents.PATH_TAKEN -> payload.put("path_id", one(PATHS));
            case CallEvents.PATH_REJECTED -> rejected(payload);
            case CallEvents.TOOL_FINISHED -> ran(payload);
            case CallEvents.TOOL_FAILED -> ran(payload).put("status", random.nextBoolean() ? "failed" : "unknown");
            case CallEvents.CALL_ENDED ->
                payload.put("status", random.nextBoolean() ? "completed" : "dropped")
                        .put("reason", random.nextBoolean() ? "caller_left" : "caller_lost")
                        .put("turns", random.nextInt(9))
                        .put("duration_ms", random.nextInt(600_000));
            default -> {}
        }
        return new CallEvent(sequence, type, START.plusSeconds(sequence * 7L), payload);
    }

    private void rejected(ObjectNode payload) {
        payload.put("path_id", one(PATHS));
        payload.putArray("missing");
        payload.putObject("invalid");
        switch (random.nextInt(4)) {
            case 0 -> payload.withArray("missing").add("customer_id").add("tier");
            case 1 -> payload.withObject("invalid").put("customer_id", "not a number");
            case 2 -> payload.put("guard", "balance > 0");
            default -> payload.put("reason", "no such path");
        }
    }

    private ObjectNode ran(ObjectNode payload) {
        return payload.put("name", one(TOOLS))
                .put("runs", random.nextInt(4))
                .put("duration_ms", random.nextInt(20_000));
    }

    private String one(List<String> of) {
        return of.get(random.nextInt(of.size()));
    }
}

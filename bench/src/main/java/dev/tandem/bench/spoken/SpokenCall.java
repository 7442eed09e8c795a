package dev.tandem.bench.spoken;

import dev.tandem.bench.measure.BenchmarkFailure;
import dev.tandem.callers.TandemClient;
import java.util.concurrent.TimeUnit;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;

/** A call that has ended, as the API shows it. */
record SpokenCall(JsonNode events) {

    private static final long SETTLED_S = 15;

    static SpokenCall ended(TandemClient api, String id) throws InterruptedException {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(SETTLED_S);
        while (api.get("/api/calls/" + id).path("status").asString("").equals("active")) {
            if (System.nanoTime() > deadline) {
                throw new BenchmarkFailure("a call did not end within " + SETTLED_S + " s after the caller left");
            }
            TimeUnit.MILLISECONDS.sleep(100);
        }
        ArrayNode events = JsonNodeFactory.instance.arrayNode();
        String cursor = "";
        do {
            JsonNode page = api.get("/api/calls/" + id + "/events?limit=200" + cursor);
            page.path("items").forEach(events::add);
            String next = page.path("next_cursor").asString("");
            cursor = next.isEmpty() ? "" : "&cursor=" + next;
        } while (!cursor.isEmpty());
        return new SpokenCall(events);
    }
}

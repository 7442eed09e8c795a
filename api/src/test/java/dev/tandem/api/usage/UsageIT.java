package dev.tandem.api.usage;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tandem.api.ApiTest;
import dev.tandem.workflows.call.api.RecordEvents;
import dev.tandem.workflows.event.CallEvent;
import dev.tandem.workflows.event.RecordedEvent;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import tools.jackson.databind.JsonNode;

class UsageIT extends ApiTest {

    private static final String PRICES = """
            {"prices": [
              {"kind": "llm", "provider": "openai", "model": "gpt-4o-mini", "valid_from": "2020-01-01",
               "currency": "USD", "input_per_million": 1000, "cached_per_million": 500, "output_per_million": 2000},
              {"kind": "tts", "provider": "cartesia", "valid_from": "2020-01-01", "currency": "EUR",
               "characters_per_million": 10000}]}
            """;

    @Autowired
    private RecordEvents recordEvents;

    @Test
    void whatACallAndAVersionUsedAndWhatItCosts() {
        String version = shop("Billed");
        String call = call(version);
        record(call, used(1, "openai", 1_000, 200, 50, 0), cartesia(2, 300));
        record(call, cartesia(2, 300));
        record(call(version), used(1, "openai", 3_000, 0, 50, 0));
        api.put("/api/prices", PRICES).expect(200);

        JsonNode ofCall = api.get("/api/calls/" + call + "/usage").expect(200).body();
        assertThat(ofCall.at("/cost/USD").decimalValue()).isEqualByComparingTo("1");
        assertThat(ofCall.at("/cost/EUR").decimalValue()).isEqualByComparingTo("3");
        assertThat(ofCall.path("usage").findValuesAsString("provider")).containsExactly("openai", "cartesia");
        assertThat(ofCall.at("/usage/0/input_tokens").asLong()).isEqualTo(1_000);
        assertThat(ofCall.at("/usage/0/agent").asString()).isEqualTo("Intake");

        JsonNode ofVersion = api.get("/api/workflow-versions/" + version + "/usage?by=day,agent")
                .expect(200)
                .body();
        assertThat(ofVersion.at("/cost/USD").decimalValue()).isEqualByComparingTo("4.1");
        assertThat(ofVersion.path("usage").findValuesAsString("input_tokens")).contains("4000");
        assertThat(ofVersion.at("/usage/0/day").asString()).isNotEmpty();
        api.put("/api/prices", "{\"prices\": []}").expect(200);
        assertThat(api.get("/api/workflow-versions/" + version + "/usage")
                        .expect(200)
                        .body()
                        .path("unpriced"))
                .hasSize(2);
    }

    @Test
    void aListWithAFaultChangesNothing() {
        api.put("/api/prices", PRICES).expect(200);
        api.put("/api/prices", "{\"prices\": [{\"kind\": \"llm\"}]}").problem(422, "invalid-request");
        api.put("/api/prices", "{\"prices\": [null]}").problem(422, "invalid-request");
        api.put("/api/prices", PRICES.replaceFirst("2020", "+999999")).problem(422, "invalid-request");
        assertThat(api.get("/api/prices").expect(200).body().path("prices")).hasSize(2);
        api.put("/api/prices", "{\"prices\": []}").expect(200);
    }

    @Test
    void whatIsAskedForWronglyIsRefused() {
        String version = shop("Refused");
        api.get("/api/workflow-versions/" + version + "/usage?by=week").problem(422, "invalid-request");
        api.get("/api/workflow-versions/" + version + "/usage?from=2026-02-02&to=2026-02-01")
                .problem(422, "invalid-request");
        api.get("/api/workflow-versions/" + UUID.randomUUID() + "/usage").problem(404, "not-found");
        api.get("/api/calls/" + UUID.randomUUID() + "/usage").problem(404, "not-found");
    }

    private String call(String version) {
        return api.post("/api/calls", "{\"workflow_version_id\": \"" + version + "\"}")
                .expect(201)
                .text("/id");
    }

    private void record(String call, RecordedEvent... events) {
        recordEvents.record(new RecordEvents.Batch("tandem", call, List.of(events)));
    }

    private static RecordedEvent cartesia(int sequence, long characters) {
        return event(
                sequence,
                new CallEvent.ProviderUsed(
                        1, "intake", "Intake", "k" + sequence, "tts", "cartesia", "sonic-2", 0, 0, 0, 0, characters));
    }

    private static RecordedEvent used(
            int sequence, String provider, long input, long cached, long output, double seconds) {
        return event(
                sequence,
                new CallEvent.ProviderUsed(
                        1,
                        "intake",
                        "Intake",
                        "k" + sequence,
                        "llm",
                        provider,
                        "gpt-4o-mini",
                        input,
                        cached,
                        output,
                        seconds,
                        0));
    }

    private static RecordedEvent event(int sequence, CallEvent event) {
        return RecordedEvent.of(sequence, Instant.now(), event);
    }
}

package dev.tandem.api.call;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.tandem.api.ApiClient;
import dev.tandem.api.ApiTest;
import dev.tandem.workflows.call.api.RecordEvents;
import dev.tandem.workflows.event.RecordedEvent;
import io.micrometer.core.instrument.MeterRegistry;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

class EventStreamIT extends ApiTest {

    private static final JsonMapper MAPPER = JsonMapper.builder().build();
    private static final Instant START = Instant.parse("2026-11-22T10:00:00Z");

    @Autowired
    private RecordEvents recordEvents;

    @Autowired
    private MeterRegistry meters;

    private String call = "";

    @BeforeEach
    void call() {
        call = api.post("/api/calls", "{\"workflow_version_id\": \"" + shop("Streamed") + "\"}")
                .expect(201)
                .text("/id");
    }

    @Test
    void sendsWhatWasRecordedThenWhatIsUntilTheCallHasEnded() throws Exception {
        record(event(1, "call.started", "{}"), event(2, "turn.committed", "{\"turn\": 1, \"text\": \"Hello\"}"));
        try (Streamed stream = stream("")) {
            assertThat(stream.next()).startsWith("id: 1\nevent: call.started\ndata: {\"sequence\":1,");
            assertThat(stream.next())
                    .startsWith("id: 2\nevent: turn.committed\n")
                    .contains("\"text\":\"Hello\"");

            record(event(3, "reply.spoken", "{\"turn\": 1, \"text\": \"Hi\"}"));

            assertThat(stream.next()).startsWith("id: 3\nevent: reply.spoken\n");

            record(event(4, "call.ended", "{\"status\": \"completed\"}"));

            assertThat(stream.next()).startsWith("id: 4\nevent: call.ended\n");
            assertThat(stream.next()).isEmpty();
        }
        nobodyIsServed();
    }

    @Test
    void goesOnAfterTheLastEventThatTheClientHas() throws Exception {
        record(event(1, "call.started", "{}"), event(2, "turn.committed", "{}"), event(3, "turn.committed", "{}"));
        try (Streamed stream = stream("", "Last-Event-ID", "2")) {
            assertThat(stream.next()).startsWith("id: 3\n");
        }
    }

    @Test
    void aClientThatHasEverythingOfAnEndedCallIsToldNotToComeBack() throws Exception {
        record(event(1, "call.started", "{}"), event(2, "call.ended", "{\"status\": \"completed\"}"));

        try (Streamed stream = stream("", "Last-Event-ID", "2")) {
            assertThat(stream.status()).isEqualTo(204);
        }
        try (Streamed stream = stream("")) {
            assertThat(stream.next()).startsWith("id: 1\n");
            assertThat(stream.next()).startsWith("id: 2\n");
            assertThat(stream.next()).isEmpty();
        }
    }

    @Test
    void sendsOnlyTheTypesAndTheTurnThatAreAskedForAndEndsAllTheSame() throws Exception {
        record(event(1, "call.started", "{}"), event(2, "turn.committed", "{\"turn\": 1}"));
        try (Streamed stream = stream("?type=turn.committed,reply.spoken&turn=2")) {
            record(event(3, "turn.committed", "{\"turn\": 2}"), event(4, "path.offered", "{\"turn\": 2}"));

            assertThat(stream.next()).startsWith("id: 3\n");

            record(event(5, "call.ended", "{\"status\": \"completed\"}"));

            assertThat(stream.next()).isEmpty();
        }
    }

    @Test
    void manyClientsOfACallAllHearOfItsEvents() throws Exception {
        List<Streamed> streams =
                IntStream.range(0, 20).mapToObj(i -> stream("")).toList();

        record(event(1, "call.started", "{}"), event(2, "call.ended", "{\"status\": \"dropped\"}"));

        for (Streamed stream : streams) {
            assertThat(stream.next()).startsWith("id: 1\n");
            assertThat(stream.next()).startsWith("id: 2\n");
            assertThat(stream.next()).isEmpty();
            stream.close();
        }
        nobodyIsServed();
    }

    @Test
    void aClientThatGoesAwayLeavesNothingBehind() throws Exception {
        try (Streamed _ = stream("")) {
            await().until(() -> open() == 1);
        }

        await().atMost(Duration.ofSeconds(60)).untilAsserted(this::nobodyIsServedNow);
    }

    @Test
    void aClientThatTakesNothingIsCutOff() throws Exception {
        String longText = "x".repeat(100_000);
        record(IntStream.rangeClosed(1, 150)
                .mapToObj(sequence -> event(sequence, "turn.committed", "{\"text\": \"" + longText + "\"}"))
                .toArray(RecordedEvent[]::new));
        URI address = api.request("/").build().uri();
        try (Socket client = new Socket(address.getHost(), address.getPort())) {
            client.getOutputStream()
                    .write(("GET /api/calls/" + call + "/events HTTP/1.1\r\nHost: x\r\nAccept: text/event-stream\r\n"
                                    + "Authorization: Bearer " + KEY + "\r\n\r\n")
                            .getBytes(StandardCharsets.US_ASCII));
            await().until(() -> open() == 1);

            await().atMost(Duration.ofSeconds(60)).untilAsserted(this::nobodyIsServedNow);
        }
    }

    @Test
    void whatIsNoCallAndNoFilterIsRefusedAsEverywhere() {
        stream("?type=call.exploded", 422);
        stream("?turn=first", 422);
        api.send(api.request("/api/calls/" + UUID.randomUUID() + "/events").header("Accept", "text/event-stream"))
                .problem(404, "not-found");
        api.send(api.request("/api/calls/" + call + "/events")
                        .header("Accept", "text/event-stream")
                        .header("Last-Event-ID", "x"))
                .problem(422, "invalid-request");
    }

    private void stream(String query, int status) {
        api.send(api.request("/api/calls/" + call + "/events" + query).header("Accept", "text/event-stream"))
                .problem(status, "invalid-request");
    }

    private Streamed stream(String query, String... headers) {
        var request = api.request("/api/calls/" + call + "/events" + query).header("Accept", "text/event-stream");
        HttpResponse<InputStream> response = ApiClient.open(headers.length == 0 ? request : request.headers(headers));
        assertThat(response.statusCode()).isIn(200, 204);
        return new Streamed(response);
    }

    private void nobodyIsServed() {
        await().untilAsserted(this::nobodyIsServedNow);
    }

    private void nobodyIsServedNow() {
        assertThat(open()).isZero();
    }

    private int open() {
        return (int) meters.get("tandem.event.streams").gauge().value();
    }

    private void record(RecordedEvent... events) {
        recordEvents.record(new RecordEvents.Batch("tandem", call, Arrays.asList(events)));
    }

    private static RecordedEvent event(int sequence, String type, String payload) {
        return new RecordedEvent(sequence, type, START.plusSeconds(sequence), (ObjectNode) MAPPER.readTree(payload));
    }

    /** Reads the messages of a stream, one after the other. */
    private record Streamed(HttpResponse<InputStream> response) implements AutoCloseable {

        int status() {
            return response.statusCode();
        }

        /** Waits for the next message with an event in it. The result is empty when the stream has ended. */
        String next() throws IOException {
            StringBuilder message = new StringBuilder();
            for (int c = response.body().read(); c >= 0; c = response.body().read()) {
                message.append((char) c);
                if (message.toString().endsWith("\n\n")) {
                    if (message.indexOf("id: ") == 0) {
                        return message.toString();
                    }
                    message.setLength(0);
                }
            }
            return "";
        }

        @Override
        public void close() throws IOException {
            response.body().close();
        }
    }
}

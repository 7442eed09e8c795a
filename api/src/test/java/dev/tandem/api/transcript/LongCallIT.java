package dev.tandem.api.transcript;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tandem.api.ApiClient.Answer;
import dev.tandem.api.ApiTest;
import dev.tandem.api.data.tenant.Tenant;
import dev.tandem.api.event.EventFilter;
import dev.tandem.api.event.SessionEvents;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import tools.jackson.databind.JsonNode;

/** Reads a call whose events have more than 50 MB. */
class LongCallIT extends ApiTest {

    private static final int TURNS = 1_600;
    private static final int MOST_OF_AN_ANSWER = 3 << 20;

    @Autowired
    private SessionEvents events;

    @Test
    void aCallOfFiftyMegabytesIsShownInPartsOfOne() {
        String call = longCall();
        List<String> turns = new ArrayList<>();
        String cursor = "";
        int parts = 0;

        do {
            Answer part = api.get("/api/calls/" + call + (cursor.isEmpty() ? "" : "?cursor=" + cursor))
                    .expect(200);
            assertThat(part.response().body().length()).isLessThan(MOST_OF_AN_ANSWER);
            assertThat(part.text("/agent")).as("the one who was last active").isEqualTo("Billing");
            assertThat(part.body().path("variables").toString()).isEqualTo("{\"customer_id\":\"42\"}");
            part.body()
                    .path("transcript")
                    .values()
                    .forEach(line -> turns.add(line.path("turn").asString()));
            JsonNode next = part.body().path("next_cursor");
            cursor = next.isNull() ? "" : next.stringValue();
            parts++;
        } while (!cursor.isEmpty());

        assertThat(parts).isBetween(40, 70);
        assertThat(turns)
                .isEqualTo(IntStream.rangeClosed(1, TURNS)
                        .mapToObj(Integer::toString)
                        .toList());
    }

    @Test
    void aPageOfEventsEndsBeforeItIsLarge() {
        String call = longCall();

        Answer page = api.get("/api/calls/" + call + "/events?limit=200").expect(200);

        assertThat(page.response().body().length()).isLessThan(MOST_OF_AN_ANSWER);
        assertThat(page.body().path("items")).hasSizeBetween(20, 60);
        assertThat(page.text("/next_cursor"))
                .isEqualTo(page.body()
                        .path("items")
                        .path(page.body().path("items").size() - 1)
                        .path("sequence")
                        .asString());
    }

    @Test
    void neverMoreThanOnePartIsReadIntoMemory() {
        UUID call = UUID.fromString(longCall());
        UUID organization = jdbc.sql("select id from organization where slug = 'tandem'")
                .query(UUID.class)
                .single();

        SessionEvents.Part part = Tenant.call(organization, () -> events.part(call, 0, EventFilter.NONE, 1_000));

        assertThat(part.more()).isTrue();
        assertThat(part.bytes()).isBetween(900_000L, SessionEvents.MOST_BYTES + 40_000L);
    }

    private String longCall() {
        String call = api.post("/api/calls", "{\"workflow_version_id\": \"" + shop("Long") + "\"}")
                .expect(201)
                .text("/id");
        jdbc.sql("""
                        insert into session_event (session_id, sequence, event_type, payload)
                        select :call::uuid, n, 'reply.spoken',
                               jsonb_build_object('turn', n, 'agent', 'Intake', 'interrupted', false,
                                                  'text', repeat('word ', 6600))
                        from generate_series(1, :turns) n
                        union all
                        select :call::uuid, :turns + 1, 'agent.activated', '{"turn": 1600, "agent": "Billing"}'
                        union all
                        select :call::uuid, :turns + 2, 'variable.collected',
                               '{"turn": 1600, "name": "customer_id", "value": "42", "source": "caller", "confirmed": false}'
                        """).param("call", call).param("turns", TURNS).update();
        return call;
    }
}

package dev.tandem.api.call;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.tandem.api.ApiClient;
import dev.tandem.api.ApiTest;
import dev.tandem.workflows.call.api.RecordEvents;
import dev.tandem.workflows.event.RecordedEvent;
import io.temporal.client.WorkflowClient;
import io.temporal.client.WorkflowNotFoundException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import tools.jackson.databind.node.JsonNodeFactory;

class ErasureIT extends ApiTest {

    @Autowired
    private RecordEvents recordEvents;

    @Autowired
    private WorkflowClient temporal;

    @Autowired
    private Retention retention;

    @AfterEach
    void keepCallsAgain() {
        jdbc.sql("update organization set retention_days = null where slug = 'tandem'")
                .update();
    }

    @Test
    void aCallThatGoesOnIsNotErased() {
        String call = call(shop("Active"));

        delete(call).problem(409, "call-active");

        api.get("/api/calls/" + call).expect(200);
    }

    @Test
    void erasesACallsRowsAndItsHistory() {
        String version = shop("Erased");
        String call = call(version);
        end(call);

        delete(call).expect(204);

        api.get("/api/calls/" + call).problem(404, "not-found");
        api.get("/api/calls/" + call + "/events").problem(404, "not-found");
        delete(call).problem(404, "not-found");
        assertThat(jdbc.sql("select count(*) from session_event where session_id = '" + call + "'")
                        .query(Integer.class)
                        .single())
                .isZero();
        historyIsGone(call);
        assertThat(api.get("/api/workflow-versions/" + version + "/analytics").text("/calls/completed"))
                .as("figures stay")
                .isEqualTo("1");
    }

    @Test
    void erasesCallsThatEndedLongerAgoThanTheyAreKeptAlthoughTwoDoSoAtOnce() throws Exception {
        String version = shop("Kept for a while");
        List<String> old = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            old.add(call(version));
            end(old.getLast());
        }
        String young = call(version);
        end(young);
        String active = call(version);
        jdbc.sql("update call_session set ended_at = now() - interval '31 days' where id in ('"
                        + String.join("', '", old) + "')")
                .update();
        retention.erase();
        api.get("/api/calls/" + old.getFirst()).expect(200);
        jdbc.sql("update organization set retention_days = 30 where slug = 'tandem'")
                .update();

        int erased = 0;
        try (ExecutorService two = Executors.newFixedThreadPool(2)) {
            List<Callable<Integer>> both = List.of(retention::erase, retention::erase);
            for (Future<Integer> count : two.invokeAll(both)) {
                erased += count.get();
            }
        }

        assertThat(erased).isEqualTo(5);
        old.forEach(call -> api.get("/api/calls/" + call).problem(404, "not-found"));
        old.forEach(this::historyIsGone);
        api.get("/api/calls/" + young).expect(200);
        api.get("/api/calls/" + active).expect(200);
    }

    private void historyIsGone(String call) {
        await().atMost(Duration.ofSeconds(30))
                .untilAsserted(() -> assertThatThrownBy(() -> temporal.newUntypedWorkflowStub("tandem/call-" + call)
                                .describe())
                        .isInstanceOf(WorkflowNotFoundException.class));
    }

    private ApiClient.Answer delete(String call) {
        return api.send(api.request("/api/calls/" + call).DELETE());
    }

    private String call(String version) {
        return api.post("/api/calls", "{\"workflow_version_id\": \"" + version + "\"}")
                .expect(201)
                .text("/id");
    }

    private void end(String call) {
        recordEvents.record(new RecordEvents.Batch(
                "tandem",
                call,
                List.of(new RecordedEvent(
                        1,
                        "call.ended",
                        Instant.now(),
                        JsonNodeFactory.instance.objectNode().put("status", "completed")))));
    }
}

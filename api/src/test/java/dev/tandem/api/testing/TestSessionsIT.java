package dev.tandem.api.testing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tandem.api.ApiClient.Answer;
import dev.tandem.api.ApiTest;
import io.temporal.client.WorkflowClient;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** Checks what needs no worker of a test: the examples' tests have the rest. */
class TestSessionsIT extends ApiTest {

    @Autowired
    private WorkflowClient temporal;

    @Test
    void aLineAfterTheEndOfTheCallIsRefusedAndTheTestIsListedStill() {
        String version = shopDraft("Tried and over");
        Answer test = api.post("/api/workflow-versions/" + version + "/test/voice", "{}")
                .expect(201);
        String session = test.text("/test_session_id");
        String call = test.text("/call_id");
        temporal.newUntypedWorkflowStub(api.get("/api/calls/" + call).text("/temporal/workflow_id"))
                .terminate("a test");

        api.post(
                        "/api/workflow-versions/" + version + "/test/chat",
                        "{\"test_session_id\": \"" + session + "\", \"message\": \"Is anybody there?\"}")
                .problem(409, "call-over");

        assertThat(api.get("/api/test-sessions?workflow_version_id=" + version)
                        .expect(200)
                        .body()
                        .path("items"))
                .hasSize(1)
                .allSatisfy(item -> assertThat(item.path("id").asString()).isEqualTo(session));
    }

    @Test
    void aTestGoesOnUnderItsOwnVersionOnly() {
        String session = api.post("/api/workflow-versions/" + shopDraft("Tried") + "/test/voice", "{}")
                .expect(201)
                .text("/test_session_id");

        api.post(
                        "/api/workflow-versions/" + shopDraft("Another") + "/test/chat",
                        "{\"test_session_id\": \"" + session + "\", \"message\": \"Hello?\"}")
                .problem(404, "not-found");
    }
}

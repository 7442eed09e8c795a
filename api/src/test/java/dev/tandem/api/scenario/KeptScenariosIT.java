package dev.tandem.api.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tandem.api.ApiTest;
import dev.tandem.workflows.scenario.document.ScenarioDocument;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class KeptScenariosIT extends ApiTest {

    private static final String HELLO =
            "{\"scenario\": {\"name\": \"%s\", \"caller\": [{\"say\": \"Hello.\"}]}, \"required\": %s}";

    private String draft = "";

    private String path() {
        draft = shopDraft("Kept " + UUID.randomUUID());
        return "/api/workflows/" + workflowOf(draft) + "/scenarios";
    }

    @Test
    void aScenarioIsKeptAsItWasWrittenAndChangedByItsTag() {
        String path = path();
        String yaml = "name: hello   # as written\\ncaller:\\n  - say: Hello.\\n";

        var added = api.post(path, "{\"scenario\": \"" + yaml + "\"}").expect(201);
        String id = added.text("/id");

        assertThat(added.header("Location")).isEqualTo(path + "/" + id);
        assertThat(added.text("/yaml")).isEqualTo(yaml.replace("\\n", "\n"));
        assertThat(added.text("/scenario/caller/0/say")).isEqualTo("Hello.");
        assertThat(added.body().path("required").asBoolean()).isFalse();
        String tag = added.header("ETag");
        api.post(path, HELLO.formatted("hello", false)).problem(409, "name-taken");
        var changed = api.patch(path + "/" + id, "application/json", HELLO.formatted("bye", true), "If-Match", tag)
                .expect(200);
        assertThat(changed.text("/name")).isEqualTo("bye");
        assertThat(changed.body().path("required").asBoolean()).isTrue();
        assertThat(changed.text("/yaml")).startsWith("name: bye\n");
        api.patch(path + "/" + id, "application/json", "{\"required\": false}", "If-Match", tag)
                .problem(412, "stale");
        assertThat(api.get(path).expect(200).body().path("items").size()).isEqualTo(1);
        assertThat(api.get("/api/scenario-schema").expect(200).body()).isEqualTo(ScenarioDocument.schema());
    }

    @Test
    void everyFaultIsNamedWithItsLineAndItsPlaceInTheRequest() {
        String yaml = "name: hello\\ncaler: []\\nend:\\n  - status: over\\n";

        var refused = api.post(path(), "{\"scenario\": \"" + yaml + "\"}").problem(422, "invalid-request");

        assertThat(refused.body()
                        .at("/problems")
                        .valueStream()
                        .map(one -> one.path("pointer").asString()))
                .contains("/scenario/caler", "/scenario/end/0/status");
        assertThat(refused.body().toString()).contains("Line 2, column 1", "did you mean caller?");
        api.post(
                        "/api/workflow-versions/" + draft + "/test/chat",
                        "{\"scenarios\": [{}, {\"name\": \"a\", \"caller\": 5}]}")
                .problem(422, "invalid-request");
    }

    @Test
    void aDraftWaitsForItsRequiredScenarios() {
        String path = path();
        api.post("/api/workflow-versions/" + draft + "/run-required", "{}").problem(409, "nothing-required");
        api.post(path, HELLO.formatted("hello", true)).expect(201);

        var refused = api.post("/api/workflow-versions/" + draft + "/publish").problem(422, "required-tests");
        assertThat(refused.text("/required/0/name")).isEqualTo("hello");
        assertThat(refused.text("/required/0/state")).isEqualTo("missing");

        var run = api.post("/api/workflow-versions/" + draft + "/run-required", "{}")
                .expect(202);
        assertThat(run.header("Location")).isEqualTo("/api/test-runs/" + run.text("/id"));
        assertThat(run.text("/status")).isEqualTo("running");
        var waiting = api.post("/api/workflow-versions/" + draft + "/publish").problem(422, "required-tests");
        assertThat(waiting.text("/required/0/state")).isEqualTo("running");
        assertThat(waiting.text("/required/0/link")).isEqualTo("/api/test-runs/" + run.text("/id"));
        api.post("/api/workflow-versions/" + draft + "/publish", "{\"override\": {\"reason\": \" \"}}")
                .problem(422, "invalid-request");
        assertThat(api.post(
                                "/api/workflow-versions/" + draft + "/publish",
                                "{\"override\": {\"reason\": \"Because.\"}}")
                        .expect(200)
                        .text("/override/reason"))
                .isEqualTo("Because.");
        api.post("/api/test-runs/" + run.text("/id") + "/cancel", "{}").expect(200);
    }

    @Test
    void onlyAnOwnerOverrides() {
        String path = path();
        api.post(path, HELLO.formatted("hello", true)).expect(201);
        String key = api.post("/api/api-keys", "{\"name\": \"Publisher\", \"role\": \"publisher\"}")
                .expect(201)
                .text("/key");

        client(key)
                .post("/api/workflow-versions/" + draft + "/publish", "{\"override\": {\"reason\": \"Because.\"}}")
                .problem(403, "forbidden");
    }

    @Test
    void aPersonaNeedsSomebodyWhoPlaysIt() {
        String _ = path();

        api.post(
                        "/api/workflow-versions/" + draft + "/test/chat",
                        "{\"scenario\": {\"name\": \"a\", \"persona\": {\"goal\": \"A refund.\"}}}")
                .problem(503, "no-callers");
    }

    @Test
    void aWorkflowKeepsSoManyAndNoMore() {
        String path = path();
        jdbc.sql("""
                        insert into scenario (id, workflow_id, name, document, sha256)
                        select gen_random_uuid(), :workflow, 'n' || n, '{}', repeat('0', 64)
                        from generate_series(1, 200) n
                        """).param("workflow", UUID.fromString(workflowOf(draft))).update();

        api.post(path, HELLO.formatted("one more", false)).problem(409, "too-many-scenarios");
    }
}

package dev.tandem.api.workflow;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tandem.api.ApiClient.Answer;
import dev.tandem.api.ApiTest;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.Test;

class WorkflowsIT extends ApiTest {

    private static final String MERGE_PATCH = "application/merge-patch+json";

    @Test
    void aNewWorkflowHasAnEmptyDraft() {
        Answer created = api.post("/api/workflows", "{\"name\": \" Shop \", \"description\": \"Orders and bills\"}")
                .expect(201);

        assertThat(created.text("/name")).isEqualTo("Shop");
        assertThat(created.text("/description")).isEqualTo("Orders and bills");
        assertThat(created.text("/draft/version")).isEqualTo("1");
        assertThat(created.text("/draft/status")).isEqualTo("draft");
        assertThat(created.body().get("published").isNull()).isTrue();
        assertThat(created.header("Location")).isEqualTo("/api/workflows/" + created.text("/id"));
        assertThat(api.get(created.header("Location")).expect(200).body()).isEqualTo(created.body());
        Answer draft =
                api.get("/api/workflow-versions/" + created.text("/draft/id")).expect(200);
        assertThat(draft.body().at("/config/agents").isEmpty()).isTrue();
    }

    @Test
    void refusesAWorkflowWithoutANameAndSaysWhere() {
        Answer refused = api.post(
                        "/api/workflows", "{\"name\": \"  \", \"description\": \"" + "x".repeat(10_001) + "\"}")
                .problem(422, "invalid-request");

        assertThat(refused.body().path("problems").findValuesAsString("pointer"))
                .containsExactly("/name", "/description");
        assertThat(refused.body().path("problems").findValuesAsString("code")).containsExactly("required", "too_long");
    }

    @Test
    void aNameIsOneLine() {
        Answer refused =
                api.post("/api/workflows", "{\"name\": \"two\\nlines\"}").problem(422, "invalid-request");

        assertThat(refused.text("/problems/0/code")).isEqualTo("invalid_text");
    }

    @Test
    void refusesFieldsThatItDoesNotKnow() {
        Answer refused = api.post("/api/workflows", "{\"nmae\": \"Shop\"}").problem(422, "invalid-request");

        assertThat(refused.text("/problems/0/code")).isEqualTo("unknown_field");
        assertThat(refused.text("/problems/0/pointer")).isEqualTo("/nmae");
        assertThat(refused.text("/problems/0/message")).contains("description, name");
    }

    @Test
    void refusesANumberWhereATextIsAskedFor() {
        Answer refused = api.post("/api/workflows", "{\"name\": 7}").problem(422, "invalid-request");

        assertThat(refused.text("/problems/0/pointer")).isEqualTo("/name");
        assertThat(refused.text("/problems/0/message")).contains("a string");
    }

    @Test
    void listsWorkflowsByNamePageByPageNewestFirst() {
        for (int i = 1; i <= 5; i++) {
            newDraft("Paged%_ " + i);
        }

        List<String> seen = new ArrayList<>();
        Answer page = api.get("/api/workflows?limit=2&name=paged%25_").expect(200);
        while (true) {
            seen.addAll(page.body().path("items").findValuesAsString("name"));
            if (page.body().get("next_cursor").isNull()) {
                break;
            }
            page = api.get("/api/workflows?limit=2&name=paged%25_&cursor=" + page.text("/next_cursor"))
                    .expect(200);
        }

        assertThat(seen).containsExactly("Paged%_ 5", "Paged%_ 4", "Paged%_ 3", "Paged%_ 2", "Paged%_ 1");
    }

    @Test
    void refusesACursorOrALimitThatIsNone() {
        api.get("/api/workflows?cursor=Zm9v").problem(422, "invalid-request");
        api.get("/api/workflows?cursor=%3F").problem(422, "invalid-request");
        String farAway = Base64.getUrlEncoder()
                .encodeToString("+1000000000-12-31T23:59:59Z 00000000-0000-0000-0000-000000000000".getBytes(US_ASCII));
        api.get("/api/workflows?cursor=" + farAway).problem(422, "invalid-request");
        api.get("/api/workflows?name=%00").problem(422, "invalid-request");
        api.get("/api/workflows?limit=0").problem(422, "invalid-request");
        api.get("/api/workflows?limit=many").problem(422, "invalid-request");
    }

    @Test
    void whatIsNotThereIsNotFound() {
        api.get("/api/workflows/00000000-0000-0000-0000-000000000000").problem(404, "not-found");
        api.get("/api/workflows/shop").problem(404, "not-found");
        api.get("/api/nothing").problem(404, "not-found");
    }

    @Test
    void itsNameAndDescriptionCanBeChanged() {
        Answer created = api.post("/api/workflows", "{\"name\": \"Before\", \"description\": \"Old\"}");
        String workflow = created.header("Location");

        Answer renamed = api.patch(workflow, "{\"name\": \" After \"}").expect(200);

        assertThat(renamed.text("/name")).isEqualTo("After");
        assertThat(renamed.text("/description")).isEqualTo("Old");
        assertThat(renamed.text("/draft/id")).isEqualTo(created.text("/draft/id"));
        Answer silent =
                api.patch(workflow, MERGE_PATCH, "{\"description\": null}").expect(200);
        assertThat(silent.text("/name")).isEqualTo("After");
        assertThat(silent.body().get("description").isNull()).isTrue();
        assertThat(api.get(workflow).body()).isEqualTo(silent.body());
    }

    @Test
    void refusesAChangeThatMakesNoSense() {
        String workflow = api.post("/api/workflows", "{\"name\": \"Sane\"}").header("Location");

        Answer refused =
                api.patch(workflow, "{\"name\": \"\", \"description\": 7}").problem(422, "invalid-request");

        assertThat(refused.body().path("problems").findValuesAsString("pointer"))
                .containsExactly("/name", "/description");
        assertThat(api.get(workflow).text("/name")).isEqualTo("Sane");
    }

    @Test
    void whoSawAnOlderWorkflowNeitherChangesNorDeletesIt() {
        String workflow = api.post("/api/workflows", "{\"name\": \"Tagged\"}").header("Location");
        String seen = api.get(workflow).header("ETag");
        api.send(api.request(workflow).header("If-None-Match", seen).GET()).expect(304);
        Answer changed = api.patch(workflow, "application/json", "{\"name\": \"New\"}", "If-Match", seen)
                .expect(200);

        api.patch(workflow, "application/json", "{\"name\": \"Newer\"}", "If-Match", seen)
                .problem(412, "stale");
        api.send(api.request(workflow).header("If-Match", seen).DELETE()).problem(412, "stale");

        assertThat(api.get(workflow).header("ETag")).isEqualTo(changed.header("ETag"));
        api.send(api.request(workflow).header("If-None-Match", seen).GET()).expect(200);
    }

    @Test
    void aWorkflowWithoutCallsIsDeletedWithItsVersions() {
        String version = shop("Deleted");
        String workflow = "/api/workflows/" + workflowOf(version);

        api.send(api.request(workflow).DELETE()).expect(204);

        api.get(workflow).problem(404, "not-found");
        api.get("/api/workflow-versions/" + version).problem(404, "not-found");
        api.send(api.request(workflow).DELETE()).problem(404, "not-found");
    }

    @Test
    void aWorkflowThatACallRefersToStays() {
        String version = shop("Called");
        String workflow = workflowOf(version);
        api.post("/api/calls", "{\"workflow_id\": \"" + workflow + "\"}").expect(201);

        api.send(api.request("/api/workflows/" + workflow).DELETE()).problem(409, "in-use");

        api.get("/api/workflow-versions/" + version).expect(200);
    }

    @Test
    void refusesWhatTheProtocolDoesNotKnow() {
        api.send(api.request("/api/workflows").DELETE()).problem(405, "method-not-allowed");
        api.patch("/api/workflow-versions/" + newDraft("Types"), "text/plain", "{}")
                .problem(415, "unsupported-media-type");
    }
}

package dev.tandem.api.version;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tandem.api.ApiClient.Answer;
import dev.tandem.api.ApiTest;
import dev.tandem.api.Shop;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.dao.DataAccessException;

class PublishingIT extends ApiTest {

    @Test
    void publishesADraftOnce() {
        String draft = shopDraft("Published");

        Answer first = api.post("/api/workflow-versions/" + draft + "/publish").expect(200);
        Answer again = api.post("/api/workflow-versions/" + draft + "/publish").expect(200);

        assertThat(first.text("/status")).isEqualTo("published");
        assertThat(first.body().get("published_at").isNull()).isFalse();
        assertThat(again.body()).isEqualTo(first.body());
        Answer workflow = api.get("/api/workflows/" + first.text("/workflow_id"));
        assertThat(workflow.text("/published/id")).isEqualTo(draft);
        assertThat(workflow.body().get("draft").isNull()).isTrue();
    }

    @Test
    void aDraftWhoseServersNobodyAsksStaysADraft() {
        String draft = newDraft("Unasked");
        api.patch("/api/workflow-versions/" + draft, """
                        {"config": {"agents": [{"id": "a", "name": "A", "tools": [
                          {"tool_type": "mcp", "name": "t", "config": {"url": "https://a.example/mcp", "tool": "t"}}]}]}}
                        """).expect(200);

        api.post("/api/workflow-versions/" + draft + "/publish").problem(503, "no-tool-worker");

        assertThat(api.get("/api/workflow-versions/" + draft).text("/status")).isEqualTo("draft");
    }

    @Test
    void refusesABrokenDraftWithEveryFault() {
        String draft = newDraft("Broken");
        api.patch("/api/workflow-versions/" + draft, """
                        {"config": {"agents": [
                          {"id": "a", "paths": [{"id": "p", "name": "P", "target_agent_id": "nobody"}]},
                          {"id": "a", "name": "A"}]}}
                        """).expect(200);

        Answer refused =
                api.post("/api/workflow-versions/" + draft + "/publish").problem(422, "invalid-configuration");

        assertThat(refused.body().path("problems").findValuesAsString("pointer"))
                .contains("/agents/0/name", "/agents/0/paths/0/target_agent_id", "/agents/1/id");
        refused.body().path("problems").forEach(problem -> {
            assertThat(problem.path("code").asString()).matches("[a-z_]+");
            assertThat(problem.path("message").asString()).isNotBlank();
        });
        assertThat(api.get("/api/workflow-versions/" + draft).text("/status")).isEqualTo("draft");
    }

    @Test
    void anEmptyDraftHasNobodyToAnswer() {
        api.post("/api/workflow-versions/" + newDraft("Empty") + "/publish").problem(422, "invalid-configuration");
    }

    @Test
    void publishingArchivesTheVersionBefore() {
        String first = shop("Twice");
        String second = api.post("/api/workflows/" + workflowOf(first) + "/versions")
                .expect(201)
                .text("/id");

        api.post("/api/workflow-versions/" + second + "/publish").expect(200);

        assertThat(api.get("/api/workflow-versions/" + first).text("/status")).isEqualTo("archived");
        api.post("/api/workflow-versions/" + first + "/publish").problem(409, "archived");
    }

    @Test
    void whatWasPublishedCannotBeChanged() {
        String published = shop("Fixed");

        api.patch("/api/workflow-versions/" + published, "{\"config\": {\"agents\": []}}")
                .problem(409, "not-a-draft");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "config = '{}'",
                "config = jsonb_set(config, '{language}', '\"de\"')",
                "status = 'draft', published_at = null",
                "version = 99",
                "published_at = now() + interval '1 day'"
            })
    void theDatabaseItselfKeepsWhatWasPublished(String change) {
        UUID published = UUID.fromString(shop("Kept"));

        assertThatThrownBy(() -> jdbc.sql("update workflow_version set " + change + " where id = :id")
                        .param("id", published)
                        .update())
                .isInstanceOf(DataAccessException.class)
                .hasMessageContaining("is published: it cannot be changed");
    }

    @Test
    void theDatabaseItselfAllowsOnePublishedVersion() {
        String first = shop("Single");
        String second = api.post("/api/workflows/" + workflowOf(first) + "/versions")
                .expect(201)
                .text("/id");

        assertThatThrownBy(() -> jdbc.sql(
                                "update workflow_version set status = 'published', published_at = now() where id = :id")
                        .param("id", UUID.fromString(second))
                        .update())
                .hasMessageContaining("one_published_version");
    }

    @Test
    void ofTwoWhoPublishAtOnceOneVersionStaysPublished() throws InterruptedException, ExecutionException {
        String first = shopDraft("Race");
        String workflow = workflowOf(first);
        String second =
                api.post("/api/workflows/" + workflow + "/versions").expect(201).text("/id");

        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<Answer>> answers = threads.invokeAll(List.of(
                    () -> api.post("/api/workflow-versions/" + first + "/publish"),
                    () -> api.post("/api/workflow-versions/" + second + "/publish"),
                    () -> api.post("/api/workflow-versions/" + second + "/publish")));
            for (Future<Answer> answer : answers) {
                assertThat(answer.get().status()).isIn(200, 409);
            }
        }

        Integer published = jdbc.sql(
                        "select count(*) from workflow_version where workflow_id = :id and status = 'published'")
                .param("id", UUID.fromString(workflow))
                .query(Integer.class)
                .single();
        assertThat(published).isEqualTo(1);
    }

    @Test
    void whoSawAnOlderDraftDoesNotPublishThisOne() {
        String draft = "/api/workflow-versions/" + shopDraft("Stale");
        String seen = api.get(draft).header("ETag");
        api.patch(draft, Shop.change(Shop.DOCUMENT)).expect(200);

        api.send(api.request(draft + "/publish")
                        .header("If-Match", seen)
                        .POST(java.net.http.HttpRequest.BodyPublishers.noBody()))
                .problem(412, "stale");
    }
}

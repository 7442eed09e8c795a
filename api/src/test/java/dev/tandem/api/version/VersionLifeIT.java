package dev.tandem.api.version;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tandem.api.ApiClient.Answer;
import dev.tandem.api.ApiTest;
import dev.tandem.api.Shop;
import dev.tandem.workflows.call.api.LoadVersion;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

class VersionLifeIT extends ApiTest {

    private static final String MERGE_PATCH = "application/merge-patch+json";

    @Autowired
    private LoadVersion loadVersion;

    @Test
    void anArchivedVersionIsOutOfService() {
        String version = shop("Archived");
        String workflow = workflowOf(version);

        Answer archived =
                api.post("/api/workflow-versions/" + version + "/archive").expect(200);

        assertThat(archived.text("/status")).isEqualTo("archived");
        assertThat(api.get("/api/workflows/" + workflow).body().get("published").isNull())
                .isTrue();
        api.post("/api/calls", "{\"workflow_id\": \"" + workflow + "\"}").problem(409, "not-published");
        api.post("/api/calls", "{\"workflow_version_id\": \"" + version + "\"}").problem(409, "not-published");
    }

    @Test
    void archivingTwiceIsArchivingOnce() {
        String archive = "/api/workflow-versions/" + shop("Archived twice") + "/archive";
        Answer first = api.post(archive).expect(200);

        Answer again = api.post(archive).expect(200);

        assertThat(again.body()).isEqualTo(first.body());
        assertThat(again.header("ETag")).isEqualTo(first.header("ETag"));
    }

    @Test
    void aDraftIsNotInService() {
        api.post("/api/workflow-versions/" + shopDraft("Not yet") + "/archive").problem(409, "not-published");
    }

    @Test
    void anArchivedVersionComesBackAsACopy() {
        String first = shop("Rolled back");
        String versions = "/api/workflows/" + workflowOf(first) + "/versions";
        String second = api.post(versions).expect(201).text("/id");
        api.patch("/api/workflow-versions/" + second, Shop.change(Shop.DOCUMENT.replace("Lantern", "Comet")))
                .expect(200);
        api.post("/api/workflow-versions/" + second + "/publish").expect(200);

        Answer back = api.post(versions, "{\"from_version\": 1}").expect(201);
        api.post(back.header("Location") + "/publish").expect(200);

        assertThat(back.body().path("config"))
                .isEqualTo(api.get("/api/workflow-versions/" + first).body().path("config"));
        assertThat(api.get("/api/workflow-versions/" + second).text("/status")).isEqualTo("archived");
        assertThat(api.get(versions + "?status=archived").body().path("items").findValuesAsString("version"))
                .containsExactly("2", "1");
    }

    @Test
    void versionsAreListedByStatus() {
        String first = shop("By status");
        String versions = "/api/workflows/" + workflowOf(first) + "/versions";
        api.post(versions).expect(201);

        assertThat(api.get(versions + "?status=draft").body().path("items").findValuesAsString("version"))
                .containsExactly("2");
        assertThat(api.get(versions + "?status=published").body().path("items").findValuesAsString("version"))
                .containsExactly("1");
        api.get(versions + "?status=lost").problem(422, "invalid-request");
    }

    @Test
    void aCallKeepsTheVersionThatItStartedWith() {
        String first = shop("Kept by calls");
        String workflow = workflowOf(first);
        Answer call = api.post("/api/calls", "{\"workflow_id\": \"" + workflow + "\"}")
                .expect(201);
        String second =
                api.post("/api/workflows/" + workflow + "/versions").expect(201).text("/id");

        api.post("/api/workflow-versions/" + second + "/publish").expect(200);

        assertThat(call.text("/workflow_version_id")).isEqualTo(first);
        assertThat(api.get("/api/calls/" + call.text("/id")).text("/workflow_version_id"))
                .isEqualTo(first);
        assertThat(loadVersion.load(first, "tandem", null).number()).isEqualTo(1);
    }

    @Test
    void ofManyWhoPublishOneDraftAllSeeOnePublication() throws InterruptedException {
        String draft = shopDraft("Rush");

        List<Answer> answers =
                atOnce(IntStream.range(0, 12).<Callable<Answer>>mapToObj(i -> () -> api.post(publish(draft))));

        assertThat(answers).extracting(Answer::status).containsOnly(200);
        assertThat(answers)
                .extracting(answer -> answer.text("/published_at"))
                .hasSize(12)
                .containsOnly(answers.getFirst().text("/published_at"));
        assertThat(answers)
                .extracting(answer -> answer.header("ETag"))
                .containsOnly(answers.getFirst().header("ETag"));
    }

    @Test
    void ofManyDraftsThatArePublishedAtOnceOneIsInServiceAndTheOthersWere() throws InterruptedException {
        String first = shopDraft("Many drafts");
        String versions = "/api/workflows/" + workflowOf(first) + "/versions";
        List<String> drafts = Stream.concat(
                        Stream.of(first),
                        IntStream.range(0, 7).mapToObj(i -> api.post(versions).text("/id")))
                .toList();

        List<Answer> answers = atOnce(drafts.stream().<Callable<Answer>>map(draft -> () -> api.post(publish(draft))));

        assertThat(answers).extracting(Answer::status).containsOnly(200);
        assertThat(api.get(versions + "?status=published").body().path("items")).hasSize(1);
        assertThat(api.get(versions + "?status=archived").body().path("items")).hasSize(7);
    }

    @Test
    void ofTwoWhoChangeWhatBothHaveSeenOneIsToldSo() throws InterruptedException {
        String draft = "/api/workflow-versions/" + shopDraft("Edited twice");
        String seen = api.get(draft).header("ETag");

        List<Answer> answers = atOnce(Stream.of("en-GB", "en-AU")
                .map(language -> () -> api.patch(draft, MERGE_PATCH, language(language), "If-Match", seen)));

        assertThat(answers).extracting(Answer::status).containsExactlyInAnyOrder(200, 412);
    }

    @Test
    void mergesThatDoNotAskAreAllKept() throws InterruptedException {
        String draft = "/api/workflow-versions/" + shopDraft("Merged");

        List<Answer> answers = atOnce(IntStream.range(0, 10)
                .<Callable<Answer>>mapToObj(i -> () ->
                        api.patch(draft, MERGE_PATCH, "{\"config\": {\"x-notes\": {\"n" + i + "\": " + i + "}}}")));

        assertThat(answers).extracting(Answer::status).containsOnly(200);
        assertThat(api.get(draft).body().at("/config/x-notes")).hasSize(10);
    }

    @Test
    void whoPublishesAgainAfterALostAnswerIsNotStale() {
        String draft = "/api/workflow-versions/" + shopDraft("Lost answer");
        String seen = api.get(draft).header("ETag");

        Answer first = publishSeen(draft, seen).expect(200);
        Answer again = publishSeen(draft, seen).expect(200);

        assertThat(again.body()).isEqualTo(first.body());
        publishSeen(draft, "\"1\"").problem(412, "stale");
    }

    private Answer publishSeen(String version, String tag) {
        return api.send(
                api.request(version + "/publish").header("If-Match", tag).POST(BodyPublishers.noBody()));
    }

    private static String language(String tag) {
        return "{\"config\": {\"language\": \"" + tag + "\"}}";
    }

    private static String publish(String version) {
        return "/api/workflow-versions/" + version + "/publish";
    }

    private static List<Answer> atOnce(Stream<Callable<Answer>> requests) throws InterruptedException {
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            return threads.invokeAll(requests.toList()).stream()
                    .map(VersionLifeIT::answer)
                    .toList();
        }
    }

    private static Answer answer(Future<Answer> future) {
        try {
            return future.get();
        } catch (InterruptedException | ExecutionException e) {
            throw new AssertionError(e);
        }
    }
}

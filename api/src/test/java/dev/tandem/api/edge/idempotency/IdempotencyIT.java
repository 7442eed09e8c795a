package dev.tandem.api.edge.idempotency;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tandem.api.ApiClient.Answer;
import dev.tandem.api.ApiTest;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

class IdempotencyIT extends ApiTest {

    @Autowired
    private KeyCleanup forgetting;

    private final String key = UUID.randomUUID().toString();

    @Test
    void aHundredAtOnceHaveOneEffectAndOneAnswer() throws Exception {
        String name = "Once " + key;
        List<Callable<Answer>> requests = IntStream.range(0, 100)
                .<Callable<Answer>>mapToObj(i -> () -> create(name, key))
                .toList();

        List<Answer> answers;
        try (ExecutorService senders = Executors.newVirtualThreadPerTaskExecutor()) {
            answers =
                    senders.invokeAll(requests).stream().map(Future::resultNow).toList();
        }

        assertThat(answers).allSatisfy(answer -> {
            assertThat(answer.status()).isEqualTo(201);
            assertThat(answer.body()).isEqualTo(answers.getFirst().body());
            assertThat(answer.header("Location")).isEqualTo(answers.getFirst().header("Location"));
        });
        assertThat(answers.stream()
                        .filter(answer -> answer.header("Idempotency-Replayed").isEmpty()))
                .as("one was done")
                .hasSize(1);
        assertThat(jdbc.sql("select count(*) from workflow where name = :name")
                        .param("name", name)
                        .query(Integer.class)
                        .single())
                .isEqualTo(1);
    }

    @Test
    void anotherBodyOrRouteWithTheSameKeyIsRefused() {
        create("First " + key, key).expect(201);

        create("Second " + key, key).problem(422, "idempotency-key-reused");
        post("/api/calls", "{\"name\": \"First " + key + "\"}", key).problem(422, "idempotency-key-reused");
    }

    @Test
    void repeatsTheEntityTagAndTheStatus() {
        String workflow =
                create("Tagged", UUID.randomUUID().toString()).expect(201).text("/id");
        String drafts = "/api/workflows/" + workflow + "/versions";

        Answer first = post(drafts, "{\"from_version\": 1}", key).expect(201);
        Answer second = post(drafts, "{\"from_version\": 1}", key).expect(201);

        assertThat(second.header("ETag")).isNotEmpty().isEqualTo(first.header("ETag"));
        assertThat(second.header("Location")).isEqualTo(first.header("Location"));
        assertThat(second.body()).isEqualTo(first.body());
        assertThat(api.get(drafts).expect(200).body().path("items")).hasSize(2);
    }

    @Test
    void aRefusedRequestLeavesItsKeyUnused() {
        create(" ", key).problem(422, "invalid-request");

        create("Mended", key).expect(201);
    }

    @Test
    void aKeyThatIsNoneIsRefused() {
        create("No key", "with a space").problem(400, "invalid-idempotency-key");
        create("No key", "k".repeat(256)).problem(400, "invalid-idempotency-key");
    }

    @Test
    void whoAsksAgainWhileAnotherProcessIsStillAtItIsAskedToWait() {
        claimed("now()");

        assertThat(create("Died", key).problem(409, "request-in-progress").header("Retry-After"))
                .isEqualTo("1");
    }

    @Test
    void whatAProcessLeftUndoneWhenItDiedIsNotDoneAgain() {
        claimed("now() - interval '2 minutes'");

        create("Died", key).problem(409, "outcome-unknown");
    }

    @Test
    void aKeyIsForgottenAfterADay() {
        claimed("now() - interval '25 hours'");

        create("Died", key).expect(201);
    }

    @Test
    void whatIsOlderThanADayIsRemoved() {
        claimed("now() - interval '25 hours'");

        forgetting.forget();

        assertThat(jdbc.sql("select count(*) from idempotent_request where key = :key")
                        .param("key", key)
                        .query(Integer.class)
                        .single())
                .isZero();
    }

    @Test
    void aKeyIsShownOnceHoweverOftenItIsAskedFor() {
        String body = "{\"name\": \"once\", \"role\": \"viewer\"}";
        String made = post("/api/api-keys", body, key).expect(201).text("/key");

        assertThat(post("/api/api-keys", body, key)
                        .problem(409, "already-done")
                        .response()
                        .body())
                .doesNotContain(made);
        assertThat(jdbc.sql("select string_agg(r::text, ' ') from idempotent_request r where key = :key")
                        .param("key", key)
                        .query(String.class)
                        .single())
                .doesNotContain(made);
    }

    private void claimed(String at) {
        create("Died", key).expect(201);
        jdbc.sql("""
                        update idempotent_request
                        set settled = false, status = null, headers = null, body = null, claimed_at = %s
                        where key = :key
                        """.formatted(at)).param("key", key).update();
    }

    private Answer create(String name, String idempotencyKey) {
        return post("/api/workflows", "{\"name\": \"" + name + "\"}", idempotencyKey);
    }

    private Answer post(String path, String body, String idempotencyKey) {
        HttpRequest.Builder request = api.request(path)
                .header("Content-Type", "application/json")
                .header("Idempotency-Key", idempotencyKey)
                .POST(BodyPublishers.ofString(body));
        return api.send(request);
    }
}

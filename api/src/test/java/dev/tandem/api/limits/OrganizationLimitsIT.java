package dev.tandem.api.limits;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.tandem.api.ApiClient;
import dev.tandem.api.ApiClient.Answer;
import dev.tandem.api.Shop;
import dev.tandem.api.StartedProcess;
import dev.tandem.stack.junit.SharedServers;
import dev.tandem.stack.server.Database;
import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.context.ConfigurableApplicationContext;

/** Runs two processes on one database: the limits of an organization hold over both. */
@SuppressWarnings("NullAway.Init") // set before all tests
class OrganizationLimitsIT {

    private static final String ADMIN_KEY = "an-administrators-key-of-the-tests";

    private static List<ConfigurableApplicationContext> processes;
    private static List<String> addresses;
    private static ApiClient administrator;

    @BeforeAll
    static void start() {
        Database database = SharedServers.postgres().newDatabase();
        Map<String, String> settings = Map.of(
                "TANDEM_TEMPORAL_TARGET", SharedServers.temporal().target(),
                "TANDEM_LIVEKIT_API_KEY", "devkey",
                "TANDEM_LIVEKIT_API_SECRET", "a-secret-of-at-least-thirty-two-characters",
                "TANDEM_BOOTSTRAP_KEY", "tdm_limits_0123456789abcdefghij",
                "TANDEM_ADMIN_KEY", ADMIN_KEY);
        processes = IntStream.range(0, 2)
                .mapToObj(i -> StartedProcess.start(database, settings))
                .toList();
        addresses = processes.stream().map(StartedProcess::address).toList();
        administrator = new ApiClient(addresses.getFirst(), ADMIN_KEY);
    }

    @AfterAll
    static void stop() {
        processes.forEach(ConfigurableApplicationContext::close);
    }

    @Test
    void anOrganizationHasSoManyLiveCallsWhicheverProcessIsAsked() throws Exception {
        List<ApiClient> apis = organization("many", "{\"live_calls\": 5, \"calls_per_second\": 1000}");
        String version = Shop.published(apis.getFirst());

        List<Answer> answers = atOnce(IntStream.range(0, 12)
                .<Callable<Answer>>mapToObj(i -> () -> call(apis.get(i % 2), version))
                .toList());

        assertThat(answers.stream().filter(answer -> answer.status() == 201)).hasSize(5);
        assertThat(answers.stream().filter(answer -> answer.status() != 201))
                .allSatisfy(answer -> assertThat(
                                answer.problem(429, "organization-limit").header("Retry-After"))
                        .isEqualTo("5"));
        List<ApiClient> others = organization("others", "{\"live_calls\": 5, \"calls_per_second\": 1000}");
        call(others.getFirst(), Shop.published(others.getFirst())).expect(201);
    }

    @Test
    void anOrganizationStartsSoManyCallsASecond() throws Exception {
        List<ApiClient> apis = organization("quick", "{\"calls_per_second\": 3}");
        String version = Shop.published(apis.getFirst());

        List<Answer> answers = atOnce(IntStream.range(0, 8)
                .<Callable<Answer>>mapToObj(i -> () -> call(apis.get(i % 2), version))
                .toList());

        assertThat(answers.stream().filter(answer -> answer.status() == 429))
                .hasSizeGreaterThanOrEqualTo(2)
                .allSatisfy(answer -> assertThat(
                                answer.problem(429, "organization-limit").header("Retry-After"))
                        .isEqualTo("1"));
        await().atMost(Duration.ofSeconds(10))
                .until(() -> call(apis.get(1), version).status() == 201);
    }

    @Test
    void anOrganizationHasSoManyStreamsWhicheverProcessServesThem() throws IOException {
        List<ApiClient> apis = organization("streaming", "{\"streams\": 2}");
        String call = call(apis.getFirst(), Shop.published(apis.getFirst()))
                .expect(201)
                .text("/id");
        List<HttpResponse<InputStream>> open = new ArrayList<>();
        for (ApiClient api : apis) {
            open.add(stream(api, call));
            assertThat(open.getLast().statusCode()).isEqualTo(200);
        }
        for (ApiClient api : apis) {
            try (InputStream refused = stream(api, call).body()) {
                assertThat(new String(refused.readAllBytes(), StandardCharsets.UTF_8))
                        .contains("/api/problems/organization-limit");
            }
        }

        open.getFirst().body().close();

        // The process finds out that the client is gone when it writes to it next.
        await().atMost(Duration.ofSeconds(40)).until(() -> {
            HttpResponse<InputStream> another = stream(apis.get(1), call);
            another.body().close();
            return another.statusCode() == 200;
        });
        open.get(1).body().close();
    }

    @Test
    void aStreamEndsWhenAnotherProcessRevokesItsKey() throws IOException {
        List<ApiClient> apis = organization("revoked", "{}");
        Answer made = apis.getFirst()
                .post("/api/api-keys", "{\"name\": \"Revoked\", \"role\": \"viewer\"}")
                .expect(201);
        String call = call(apis.getFirst(), Shop.published(apis.getFirst()))
                .expect(201)
                .text("/id");
        try (InputStream stream = stream(new ApiClient(addresses.getFirst(), made.text("/key")), call)
                .body()) {
            assertThat(new String(stream.readNBytes(5), StandardCharsets.US_ASCII))
                    .isEqualTo("retry");

            Instant revoked = Instant.now();
            apis.get(1)
                    .send(apis.get(1)
                            .request("/api/api-keys/" + made.text("/id"))
                            .DELETE())
                    .expect(204);

            assertThat(stream.readAllBytes()).isNotNull();
            assertThat(Duration.between(revoked, Instant.now())).isLessThan(Duration.ofSeconds(5));
        }
    }

    private static HttpResponse<InputStream> stream(ApiClient api, String call) {
        return ApiClient.open(api.request("/api/calls/" + call + "/events").header("Accept", "text/event-stream"));
    }

    private static Answer call(ApiClient api, String version) {
        return api.post("/api/calls", "{\"workflow_version_id\": \"" + version + "\"}");
    }

    /** Returns a client of each process. */
    private static List<ApiClient> organization(String slug, String limits) {
        Answer made = administrator
                .post("/api/organizations", "{\"name\": \"Tenant\", \"slug\": \"" + slug + "\"}")
                .expect(201);
        administrator
                .patch(made.header("Location"), "{\"limits\": " + limits + "}")
                .expect(200);
        return addresses.stream()
                .map(address -> new ApiClient(address, made.text("/key")))
                .toList();
    }

    private static List<Answer> atOnce(List<Callable<Answer>> requests) throws Exception {
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Answer> answers = new ArrayList<>();
            for (Future<Answer> answer : threads.invokeAll(requests)) {
                answers.add(answer.get());
            }
            return answers;
        }
    }
}

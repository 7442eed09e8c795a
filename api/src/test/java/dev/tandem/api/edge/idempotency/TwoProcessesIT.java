package dev.tandem.api.edge.idempotency;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tandem.api.ApiClient;
import dev.tandem.api.ApiClient.Answer;
import dev.tandem.api.Shop;
import dev.tandem.api.StartedProcess;
import dev.tandem.api.call.Retention;
import dev.tandem.stack.junit.SharedServers;
import dev.tandem.stack.server.Database;
import java.net.http.HttpRequest.BodyPublishers;
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
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/** Runs two processes on one database, as behind a load balancer. */
@SuppressWarnings("NullAway.Init") // set before all tests
class TwoProcessesIT {

    private static final String KEY = "tdm_both_0123456789abcdefghij";
    private static final int EXPIRED = 250;

    private static List<ConfigurableApplicationContext> processes;
    private static List<ApiClient> apis;
    private static JdbcClient jdbc;

    @BeforeAll
    static void start() {
        Database database = SharedServers.postgres().newDatabase();
        Map<String, String> settings =
                Map.of("TANDEM_TEMPORAL_TARGET", SharedServers.temporal().target(), "TANDEM_BOOTSTRAP_KEY", KEY);
        processes = IntStream.range(0, 2)
                .mapToObj(i -> StartedProcess.start(database, settings))
                .toList();
        apis = processes.stream()
                .map(process -> new ApiClient(StartedProcess.address(process), KEY))
                .toList();
        jdbc = JdbcClient.create(new DriverManagerDataSource(database.url(), database.user(), database.password()));
    }

    @AfterAll
    static void stop() {
        processes.forEach(ConfigurableApplicationContext::close);
    }

    @Test
    void oneKeyHasOneEffectWhicheverProcessIsAsked() throws InterruptedException {
        List<Answer> answers = atOnce(IntStream.range(0, 100)
                .<Callable<Answer>>mapToObj(i -> () -> create(apis.get(i % apis.size())))
                .toList());

        assertThat(answers).allSatisfy(answer -> {
            answer.expect(201);
            assertThat(answer.body()).isEqualTo(answers.getFirst().body());
        });
        assertThat(answers.stream()
                        .filter(answer -> answer.header("Idempotency-Replayed").isEmpty()))
                .as("one was done")
                .hasSize(1);
        assertThat(count("select count(*) from workflow where name = 'Once of both'"))
                .isEqualTo(1);
    }

    @Test
    void callsThatAreKeptNoLongerAreErasedOnceByBoth() throws InterruptedException {
        String version = Shop.published(apis.getFirst());
        jdbc.sql("""
                        insert into call_session (organization_id, workflow_version_id, status, ended_at,
                                                  temporal_workflow_id)
                        select organization_id, id, 'completed', now() - interval '31 days', 'tandem/expired-' || n
                        from workflow_version, generate_series(1, :expired) n where id = :version::uuid
                        """).param("version", version).param("expired", EXPIRED).update();
        jdbc.sql("update organization set retention_days = 30").update();

        List<Integer> erased = atOnce(processes.stream()
                .<Callable<Integer>>map(process -> process.getBean(Retention.class)::erase)
                .toList());

        assertThat(erased.stream().mapToInt(Integer::intValue).sum()).isEqualTo(EXPIRED);
        assertThat(count("select count(*) from call_session")).isZero();
    }

    /** Runs all tasks at the same time, and fails if one fails. */
    private static <T> List<T> atOnce(List<Callable<T>> tasks) throws InterruptedException {
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            return threads.invokeAll(tasks).stream().map(Future::resultNow).toList();
        }
    }

    private static Answer create(ApiClient api) {
        return api.send(api.request("/api/workflows")
                .header("Content-Type", "application/json")
                .header("Idempotency-Key", "one-of-both")
                .POST(BodyPublishers.ofString("{\"name\": \"Once of both\"}")));
    }

    private static int count(String query) {
        return jdbc.sql(query).query(Integer.class).single();
    }
}

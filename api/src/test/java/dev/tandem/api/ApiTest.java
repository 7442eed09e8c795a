package dev.tandem.api;

import dev.tandem.stack.junit.SharedServers;
import dev.tandem.stack.server.Database;
import org.junit.jupiter.api.BeforeEach;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/** Base of tests of the whole process on real servers. */
@SpringBootTest(webEnvironment = WebEnvironment.RANDOM_PORT)
public abstract class ApiTest {

    public static final String KEY = "tdm_test_0123456789abcdefghij";

    /** The key of the installation's administrator. */
    public static final String ADMIN_KEY = "an-administrators-key-of-the-tests";

    public static final String MASTER_KEY = "test:AwMDAwMDAwMDAwMDAwMDAwMDAwMDAwMDAwMDAwMDAwM=";

    @LocalServerPort
    private int port;

    /** Reads and changes the rows of every organization. */
    protected final JdbcClient jdbc = JdbcClient.create(everything());

    public ApiClient api;

    @DynamicPropertySource
    static void settings(DynamicPropertyRegistry registry) {
        Database database = SharedServers.postgres().database();
        registry.add("TANDEM_DATABASE_URL", database::url);
        registry.add("TANDEM_DATABASE_USER", () -> database.application().user());
        registry.add("TANDEM_DATABASE_PASSWORD", () -> database.application().password());
        registry.add("TANDEM_MIGRATION_DATABASE_USER", () -> database.owner().user());
        registry.add(
                "TANDEM_MIGRATION_DATABASE_PASSWORD", () -> database.owner().password());
        registry.add("TANDEM_ADMIN_KEY", () -> ADMIN_KEY);
        registry.add("TANDEM_TEMPORAL_TARGET", SharedServers.temporal()::target);
        registry.add("TANDEM_LIVEKIT_PUBLIC_URL", () -> "wss://rooms.example.com");
        registry.add("TANDEM_LIVEKIT_API_KEY", () -> "devkey");
        registry.add("TANDEM_LIVEKIT_API_SECRET", () -> "a-secret-of-at-least-thirty-two-characters");
        registry.add("TANDEM_BOOTSTRAP_KEY", () -> KEY);
        registry.add("TANDEM_MASTER_KEY", () -> MASTER_KEY);
        // Calls of these tests have no workers, and rows are made by hand: nothing settles them unless a test says so.
        registry.add("TANDEM_SETTLE_EVERY", () -> "PT24H");
        registry.add("TANDEM_DISCOVER_WITHIN", () -> "PT1S");
        // All tests share one organization, and end few of their calls.
        registry.add("TANDEM_ORGANIZATION_LIVE_CALLS", () -> "100000");
        registry.add("TANDEM_ORGANIZATION_CALLS_PER_SECOND", () -> "1000");
    }

    private static DriverManagerDataSource everything() {
        Database database = SharedServers.postgres().database();
        return new DriverManagerDataSource(database.url(), database.user(), database.password());
    }

    @BeforeEach
    public void client() {
        api = client(KEY);
    }

    public ApiClient client(String key) {
        return new ApiClient("http://127.0.0.1:" + port, key);
    }

    /** Returns the id of the draft of a new workflow. */
    public String newDraft(String name) {
        return api.post("/api/workflows", "{\"name\": \"" + name + "\"}")
                .expect(201)
                .text("/draft/id");
    }

    /** Returns the id of a draft that may be published. */
    public String shopDraft(String name) {
        String draft = newDraft(name);
        api.patch("/api/workflow-versions/" + draft, Shop.change(Shop.DOCUMENT)).expect(200);
        return draft;
    }

    /** Returns the id of a published version. */
    public String shop(String name) {
        String draft = shopDraft(name);
        api.post("/api/workflow-versions/" + draft + "/publish").expect(200);
        return draft;
    }

    public String workflowOf(String version) {
        return api.get("/api/workflow-versions/" + version).expect(200).text("/workflow_id");
    }
}

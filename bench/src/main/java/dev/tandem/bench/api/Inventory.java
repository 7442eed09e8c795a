package dev.tandem.bench.api;

import dev.tandem.bench.measure.BenchmarkFailure;
import dev.tandem.stack.server.Database;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Gives an organization what it needs before measuring: workflows with a published version, drafts that may be
 * published, and a call with events.
 */
record Inventory(List<String> published, List<String> drafts, String call) {

    private static final int WORKFLOWS = 100;
    private static final int EVENTS = 2_000;

    static Inventory of(Client client, JsonNode document, int drafts, Database database) {
        List<String> published = new ArrayList<>();
        List<String> workflows = new ArrayList<>();
        String change =
                JsonMapper.shared().createObjectNode().set("config", document).toString();
        for (int i = 0; i < WORKFLOWS; i++) {
            JsonNode workflow = client.post("/api/workflows", "{\"name\": \"Bench %d\"}".formatted(i));
            String version = workflow.at("/draft/id").asString();
            client.patch("/api/workflow-versions/" + version, change);
            client.post("/api/workflow-versions/" + version + "/publish", "");
            workflows.add(workflow.path("id").asString());
            published.add(version);
        }
        List<String> more = new ArrayList<>();
        for (int i = 0; i < drafts; i++) {
            String versions = "/api/workflows/" + workflows.get(i % WORKFLOWS) + "/versions";
            more.add(client.post(versions, "{}").path("id").asString());
        }
        return new Inventory(published, more, call(database, published.getFirst()));
    }

    private static String call(Database database, String version) {
        UUID call = UUID.randomUUID();
        try (Connection connection =
                DriverManager.getConnection(database.url(), database.user(), database.password())) {
            execute(connection, "select set_config('tandem.organization', id::text, false) from organization");
            execute(
                    connection,
                    "insert into call_session (id, workflow_version_id) values ('%s', '%s')".formatted(call, version));
            execute(connection, """
                    insert into session_event (session_id, sequence, event_type, payload)
                    select '%s', n, 'turn.committed', jsonb_build_object('turn', n, 'agent', 'intake', 'text',
                           repeat('Where is my order? ', 5))
                    from generate_series(1, %d) n
                    """.formatted(call, EVENTS));
        } catch (SQLException e) {
            throw new BenchmarkFailure("the call cannot be made up: " + e.getMessage());
        }
        return call.toString();
    }

    private static void execute(Connection connection, String sql) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.execute();
        }
    }

    static int events() {
        return EVENTS;
    }
}

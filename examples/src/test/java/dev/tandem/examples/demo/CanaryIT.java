package dev.tandem.examples.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.tandem.callers.TandemClient;
import dev.tandem.callers.TypingCaller;
import dev.tandem.stack.run.LocalStack;
import dev.tandem.stack.run.PublishedWorkflow;
import dev.tandem.stack.server.Database;
import java.net.URI;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Uses secrets in a call on the whole stack. A backend repeats them wherever it can, and they must appear nowhere else.
 */
class CanaryIT {

    private static final JsonMapper JSON = JsonMapper.shared();
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private static final String DOCUMENT = """
            {"agents": [{"id": "desk", "name": "Desk", "instructions": "You answer for {{workspace.shop}}.",
              "greeting": "{{workspace.shop}}.", "llm": {"provider": "builtin", "style": "brief"},
              "tools": [
                {"tool_type": "check_order", "say_result": "The shop says {{echo}}.", "timeout_ms": 5000},
                {"tool_type": "http", "name": "return_policy", "side_effect": "none", "timeout_ms": 5000,
                 "description": "Explain the return policy. How to send an item back and get the money back.",
                 "config": {"url": "BACKEND/return-policy",
                            "headers": {"Authorization": "Bearer {{workspace.policy_key}}"}}},
                {"tool_type": "http", "name": "find_invoice", "side_effect": "none", "timeout_ms": 5000,
                 "description": "Find the latest invoice of a customer. What was charged, the amount and when it is due.",
                 "config": {"url": "BACKEND/invoices", "query": {"token": "{{workspace.invoice_key}}"},
                            "headers": {"Authorization": "Bearer {{workspace.invoice_key}}"}}}]}]}
            """;

    private static final String CHECK_ORDER = """
            {"tool_type": "check_order", "adapter": "http", "side_effect": "none",
             "description": "Check where an order is. The status of an order and the day of its delivery.",
             "parameters": {"type": "object", "required": ["order_id"], "properties": {"order_id":
               {"type": "string", "description": "The order number: a letter and four digits",
                "pattern": "^[A-Z]\\\\d{4}$"}}},
             "config": {"url": "BACKEND/orders/{{order_id}}", "query": {"token": "{{workspace.order_key}}"},
                        "headers": {"Authorization": "Bearer {{workspace.order_key}}"}}}
            """;

    /** Every secret begins with this text, so that a part of one would be found, too. */
    private final String canary =
            "c" + UUID.randomUUID().toString().replace("-", "").substring(0, 12);

    private final List<String> secrets = List.of(canary + "/order", canary + "/policy", canary + "/invoice");

    /** All answers of the API. */
    private final List<String> answers = new ArrayList<>();

    @Test
    void noSecretLeavesTheToolThatSendsIt(@TempDir Path folder) throws Exception {
        String shown;
        List<String> received;
        String history;
        List<String> rows;
        try (TelltaleService backend = new TelltaleService();
                LocalStack stack = talkative(folder, backend);
                TandemClient api = new TandemClient(stack.api().toString(), stack.apiKey())) {
            set(api, "{\"name\": \"shop\", \"value\": \"The Lakeside shop\"}");
            set(api, secret("order_key", secrets.get(0)));
            set(api, secret("policy_key", secrets.get(1)));
            set(api, secret("invoice_key", secrets.get(2)));
            answers.add(
                    api.post("/api/tool-definitions", at(backend, CHECK_ORDER)).toString());
            PublishedWorkflow shop = stack.publish("The Lakeside shop", at(backend, DOCUMENT));
            JsonNode started = api.post("/api/calls", JSON.createObjectNode().put("workflow_id", shop.id()));
            shown = call(api, started);
            received = List.copyOf(backend.received);
            history = CallHistory.json(
                    stack.temporal().target(),
                    stack.temporal().namespace(),
                    started.at("/temporal/workflow_id").asString());
            rows = rows(stack.database());
        }

        assertThat(received).as("the backend was sent every secret").containsAll(secrets);
        assertThat(shown).as("the agent spoke of it").contains("[secret order_key]");
        assertThat(answers.toString()).contains("[secret order_key]", "[secret policy_key]", "[secret invoice_key]");
        assertThat(new Traces("[secret policy_key]").in(history))
                .as("what the history holds is found")
                .isTrue();
        assertThat(new Traces("The Lakeside shop").in(folder))
                .as("what is no secret is found")
                .isNotEmpty();
        Traces traces = new Traces(canary);
        assertThat(traces.in(shown)).as("what the caller's room shows").isFalse();
        assertThat(answers).as("what the API answers").noneMatch(traces::in);
        assertThat(traces.in(history)).as("the history").isFalse();
        assertThat(rows).as("rows").isNotEmpty().noneMatch(traces::in);
        assertThat(traces.in(folder))
                .as("logs, and the files of PostgreSQL and Temporal")
                .isEmpty();
    }

    /** Starts a stack with the log levels that somebody uses to look for a fault. */
    private static LocalStack talkative(Path folder, TelltaleService backend) {
        return LocalStack.builder()
                .toolsReach(URI.create(backend.url()))
                .folder(folder)
                .environment("LOGGING_LEVEL_ORG_SPRINGFRAMEWORK_WEB", "debug")
                .environment("LOGGING_LEVEL_ORG_SPRINGFRAMEWORK_JDBC", "trace")
                .environment("LOGGING_LEVEL_DEV_TANDEM", "debug")
                .start();
    }

    private void set(TandemClient api, String variable) throws InterruptedException {
        answers.add(
                api.post("/api/workspace-variables", JSON.readTree(variable)).toString());
    }

    private static String secret(String name, String value) {
        return "{\"name\": \"" + name + "\", \"is_secret\": true, \"value\": \"" + value + "\"}";
    }

    private static JsonNode at(TelltaleService backend, String json) {
        return JSON.readTree(json.replace("BACKEND", backend.url()));
    }

    /** @return everything that the room showed the caller */
    private String call(TandemClient api, JsonNode started) throws InterruptedException {
        String path = "/api/calls/" + started.path("id").asString();
        String shown;
        try (TypingCaller caller = new TypingCaller(started, true)) {
            awaitIn(api, path + "/events", "reply.spoken");
            caller.type("Where is my order A1234?");
            await().atMost(PATIENCE).until(() -> caller.shown().toString().contains("[secret order_key]"));
            caller.type("What is your return policy?");
            awaitIn(api, path + "/events", "[secret policy_key]");
            caller.type("I have a question about an invoice.");
            awaitIn(api, path + "/events", "[secret invoice_key]");
            shown = caller.shown().toString();
        }
        await().atMost(PATIENCE)
                .until(() -> !api.get(path).path("status").asString().equals("active"));
        for (String read : List.of(path, path + "/events", "/api/workspace-variables", "/api/tool-definitions")) {
            answers.add(api.get(read).toString());
        }
        return shown;
    }

    private static void awaitIn(TandemClient api, String path, String text) {
        await().atMost(PATIENCE).until(() -> api.get(path).toString().contains(text));
    }

    /** Returns every row of every table as text. */
    private static List<String> rows(Database database) throws SQLException {
        List<String> rows = new ArrayList<>();
        try (Connection connection =
                DriverManager.getConnection(database.url(), database.user(), database.password())) {
            for (String table : texts(connection, """
                    select format('select t::text from %I.%I t', schemaname, tablename)
                    from pg_tables where schemaname = 'public'
                    """)) {
                rows.addAll(texts(connection, table));
            }
        }
        return rows;
    }

    private static List<String> texts(Connection connection, String query) throws SQLException {
        List<String> texts = new ArrayList<>();
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(query)) {
            while (rows.next()) {
                texts.add(rows.getString(1));
            }
        }
        return texts;
    }
}

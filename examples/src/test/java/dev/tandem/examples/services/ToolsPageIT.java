package dev.tandem.examples.services;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tandem.stack.run.Checkout;
import dev.tandem.vendors.ForeignServer;
import dev.tandem.workers.egress.Egress;
import dev.tandem.workers.egress.EgressSettings;
import dev.tandem.workers.tool.ToolAdapter;
import dev.tandem.workers.tool.ToolFault;
import dev.tandem.workers.workspace.Vault;
import dev.tandem.workflows.document.GraphDocument;
import dev.tandem.workflows.gate.PublishGate;
import dev.tandem.workflows.gate.Workspace;
import dev.tandem.workflows.graph.AgentGraph;
import dev.tandem.workflows.graph.Tool;
import dev.tandem.workflows.protocol.ToolCall;
import dev.tandem.workflows.workspace.MasterKeys;
import dev.tandem.workflows.workspace.SealedSecrets;
import dev.tandem.workflows.workspace.WorkspaceValues;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.ServiceLoader;
import java.util.Set;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Runs the tools of docs/tools.md, as they stand there, against the services that they are for. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@SuppressWarnings("NullAway.Init") // set before all tests
class ToolsPageIT {

    private static final JsonMapper JSON = JsonMapper.shared();
    private static final Pattern BLOCK = Pattern.compile("```json\n(.*?)\n```", Pattern.DOTALL);
    private static final Duration TIMEOUT = Duration.ofSeconds(20);
    private static final JsonNode KEY = JSON.readTree("\"demo-key\"");
    private static final Map<String, JsonNode> SETTINGS =
            Map.of("ORDERS_KEY", KEY, "SUPABASE_KEY", KEY, "SHOP_TOKEN", KEY);

    private final Egress egress = new Egress(EgressSettings.allowing("127.0.0.1/32"));
    private final Map<String, ToolAdapter> adapters = new HashMap<>();
    private final Map<String, ForeignServer> servers = new LinkedHashMap<>();
    private Map<String, Tool> tools;

    @BeforeAll
    void start() throws Exception {
        Path services = Checkout.find().folder().resolve("examples/services");
        servers.put("http://127.0.0.1:8000", uvicorn(services.resolve("fastapi"), "main:app"));
        servers.put("http://127.0.0.1:3000", ForeignServer.nodeWithPort(services.resolve("node"), "server.js"));
        servers.put("http://127.0.0.1:54321", uvicorn(services.resolve("postgrest"), "server:app"));
        servers.put(
                "http://127.0.0.1:8090",
                ForeignServer.python(services.resolve("mcp"), "server.py", ForeignServer.PORT));
        tools = tools(Files.readString(Checkout.find().folder().resolve("docs/tools.md")));
        ServiceLoader.load(ToolAdapter.class).forEach(adapter -> {
            adapter.leaveThrough(egress);
            adapters.put(adapter.type(), adapter);
        });
    }

    private static ForeignServer uvicorn(Path folder, String app) throws IOException, InterruptedException {
        return ForeignServer.python(folder, "-m", "uvicorn", app, "--port", ForeignServer.PORT);
    }

    @AfterAll
    void stop() throws Exception {
        adapters.values().forEach(ToolAdapter::close);
        egress.close();
        for (ForeignServer server : servers.values()) {
            server.close();
        }
    }

    /** Returns the page's tools by name; only their addresses are others. They pass the gate as they stand there. */
    private Map<String, Tool> tools(String page) {
        String agents = String.join(
                ",", BLOCK.matcher(page).results().map(block -> block.group(1)).toList());
        JsonNode written = JSON.readTree("""
            {"agents": [{"id": "desk", "name": "Desk", "greeting": "Hello.", "tools": [%s]}],
             "variables": [%s]}
            """.formatted(
                agents,
                String.join(
                        ",",
                        Pattern.compile("\"assign\": \\{([^}]*)}")
                                .matcher(page)
                                .results()
                                .flatMap(assigned -> Pattern.compile("\"([a-z_]+)\":")
                                        .matcher(assigned.group(1))
                                        .results())
                                .map(name -> "{\"name\": \"%s\", \"data_type\": \"string\"}".formatted(name.group(1)))
                                .distinct()
                                .toList())));
        assertThat(PublishGate.check(written, new Workspace(SETTINGS, Set.of(), Map.of()))
                        .problems())
                .isEmpty();
        String here = written.toString();
        for (Map.Entry<String, ForeignServer> server : servers.entrySet()) {
            assertThat(here).contains(server.getKey());
            here = here.replace(server.getKey(), server.getValue().url());
        }
        AgentGraph graph = GraphDocument.load(JSON.readTree(here));
        Map<String, Tool> byName = new LinkedHashMap<>();
        graph.agents().getFirst().tools().forEach(tool -> byName.put(tool.name(), tool));
        return byName;
    }

    private JsonNode run(String name, String arguments) throws InterruptedException {
        return run(name, arguments, "call-1/1/0/0");
    }

    private JsonNode run(String name, String arguments, String key) throws InterruptedException {
        Tool tool = Objects.requireNonNull(tools.get(name), name);
        return Objects.requireNonNull(adapters.get(tool.toolType()))
                .run(
                        tool,
                        new ToolCall(key, name, JSON.readTree(arguments)),
                        new Vault(MasterKeys.parse("")).of(new WorkspaceValues(SETTINGS, SealedSecrets.NONE)),
                        TIMEOUT)
                .content();
    }

    private static JsonNode json(String text) {
        return JSON.readTree(text.replace('\'', '"'));
    }

    @Test
    void fastApiAnswersAndSaysWhatIsWrong() throws Exception {
        assertThat(run("find_order", "{\"order_id\": \"10042\"}").path("status"))
                .isEqualTo(json("'sent'"));
        assertThatThrownBy(() -> run("find_order", "{\"order_id\": \"99\"}"))
                .isInstanceOf(ToolFault.class)
                .hasMessage("There is no order 99");
        JsonNode refund = run("refund_order", "{\"order_id\": \"10043\", \"reason\": \"late\", \"amount\": 5}", "k1");
        assertThat(run("refund_order", "{\"order_id\": \"10043\", \"reason\": \"late\", \"amount\": 5}", "k1"))
                .isEqualTo(refund);
        assertThatThrownBy(() -> run("refund_order", "{\"order_id\": \"10043\", \"reason\": \"late\", \"amount\": 0}"))
                .hasMessage("Input should be greater than 0");
        assertThatThrownBy(() -> run("refund_order", "{\"order_id\": \"10043\", \"reason\": \"late\", \"amount\": 50}"))
                .hasMessage("That is more than was paid");
    }

    @Test
    void aNodeServiceTakesListsAndSaysInItsBodyWhetherItSucceeded() throws Exception {
        assertThat(run("free_slots", "{\"days\": [\"2026-12-02\", \"2026-12-03\"]}"))
                .isEqualTo(json("[{'day': '2026-12-02', 'time': '09:00', 'free': true},"
                        + " {'day': '2026-12-03', 'time': '11:00', 'free': true}]"));
        assertThat(run("free_slots", "{\"days\": [\"2026-12-09\"]}")).isEmpty();
        JsonNode booked = run(
                "book_callback",
                "{\"phone\": \"+49301\", \"day\": \"2026-12-02\", \"time\": \"09:00\", \"topics\": [\"lamp\"]}");
        assertThat(booked)
                .isEqualTo(json("{'id': 'cb-1', 'phone': '+49301', 'slot': '2026-12-02 09:00', 'topics': ['lamp']}"));
        assertThatThrownBy(() ->
                        run("book_callback", "{\"phone\": \"+49301\", \"day\": \"2026-12-02\", \"time\": \"14:30\"}"))
                .hasMessage("Nobody is free at 2026-12-02 14:30");
        assertThat(run("cancel_callback", "{\"id\": \"cb-1\"}").isNull()).isTrue();
    }

    @Test
    void supabasesConventionsAreFollowed() throws Exception {
        assertThat(run("order_row", "{\"order_id\": 42}"))
                .isEqualTo(json("[{'id': 42, 'status': 'sent', 'total': 59.9}]"));
        assertThat(run("order_row", "{\"order_id\": 99}")).isEqualTo(json("[]"));
        assertThat(run("one_order", "{\"order_id\": 43}").path("total")).isEqualTo(json("12.5"));
        assertThatThrownBy(() -> run("one_order", "{\"order_id\": 99}"))
                .hasMessage("Cannot coerce the result to a single JSON object");
        assertThat(run("note_on_order", "{\"order_id\": 42, \"note\": \"Ring twice, please\"}")
                        .at("/0/note"))
                .isEqualTo(json("'Ring twice, please'"));
        assertThat(run("note_on_order", "{\"order_id\": 43, \"note\": \"Ring twice\"}"))
                .isEqualTo(json("[]"));
    }

    @Test
    void aServerOfTheModelContextProtocolAnswers() throws Exception {
        assertThat(run("order_status", "{\"order_id\": \"10042\"}"))
                .isEqualTo(json("{'order_id': '10042', 'status': 'sent'}"));
    }
}

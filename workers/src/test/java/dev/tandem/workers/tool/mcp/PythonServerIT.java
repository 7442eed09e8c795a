package dev.tandem.workers.tool.mcp;

import static dev.tandem.workers.tool.ToolRequests.json;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.tandem.vendors.ForeignServer;
import dev.tandem.workers.tool.ToolAnswer;
import dev.tandem.workers.tool.ToolFault;
import dev.tandem.workers.tool.ToolFault.Kind;
import dev.tandem.workflows.graph.Tool.SideEffect;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import tools.jackson.databind.JsonNode;

/** A server that is written with the official Python SDK, over Streamable HTTP. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PythonServerIT {

    private ForeignServer server;
    private McpCalls calls;

    @BeforeAll
    void start() throws Exception {
        Path script = Path.of(PythonServerIT.class.getResource("shop_server.py").toURI());
        server = ForeignServer.python(Path.of("."), script.toString(), ForeignServer.PORT);
        calls = McpCalls.at(server.url() + "/mcp");
    }

    @AfterAll
    void stop() throws Exception {
        calls.close();
        server.close();
    }

    @Test
    void itsStructuredContentIsTheAnswer() throws Exception {
        assertThat(calls.answer("order_status", "{\"order_id\": \"A17\"}"))
                .isEqualTo(json("{\"order_id\": \"A17\", \"status\": \"sent\", \"total\": 12.5}"));
    }

    @Test
    void theConfigMakesTheArgumentsAndChoosesOfTheAnswer() throws Exception {
        assertThat(calls.answer(
                        "order_status",
                        "{\"arguments\": {\"order_id\": \"{{workspace.TOKEN}}-{{number}}\"}, \"result\":"
                                + " \"/order_id\"}",
                        "{\"number\": 17}"))
                .isEqualTo(json("\"t-1-17\""));
    }

    @Test
    void aToolThatFailsIsToldInItsOwnWords() {
        ToolFault fault = calls.fault("refund", "{\"order_id\": \"A17\"}");
        assertThat(fault).hasMessageContaining("Order A17 was paid in cash");
        assertThat(fault.kind()).isEqualTo(Kind.REFUSED);
    }

    @Test
    void argumentsThatItRefusesAreAFailure() {
        assertThat(calls.fault("order_status", "{\"number\": 17}").kind()).isEqualTo(Kind.REFUSED);
        assertThat(calls.fault("no_such_tool", "{}")).hasMessageContaining("no tool \"no_such_tool\"");
    }

    @Test
    void headersAndTheCallsKeyGoAlong() throws Exception {
        assertThat(calls.answer("whoami", "{\"headers\": {\"Authorization\": \"Bearer {{workspace.TOKEN}}\"}}", "{}"))
                .isEqualTo(json("{\"authorization\": \"Bearer t-1\", \"key\": \"call-1/2/0/0\"}"));
    }

    @Test
    void aLongAnswerComesWholeAndOneBeyondAMebibyteIsRefused() throws Exception {
        // Structured content and the text of the same come both.
        assertThat(calls.answer("large", "{\"result\": \"/result\"}", "{\"bytes\": 400000}")
                        .asString())
                .hasSize(400_000);
        ToolFault fault = calls.fault("large", "{\"bytes\": 1048577}");
        assertThat(fault).hasMessageContaining("larger than 1 MiB");
        assertThat(fault.kind()).isEqualTo(Kind.UNREADABLE);
    }

    @Test
    void aCallThatIsInterruptedIsCancelledAtTheServer() throws Exception {
        int waiting = count("waiting");
        int cancelled = count("cancelled");
        Thread call = Thread.startVirtualThread(() -> {
            try {
                ToolAnswer _ =
                        calls.run(calls.tool("wait", SideEffect.ONCE, "{}"), "{\"seconds\": 600}", McpCalls.TIMEOUT);
            } catch (InterruptedException expected) {
                Thread.currentThread().interrupt();
            }
        });
        await().until(() -> count("waiting") > waiting);
        call.interrupt();
        assertThat(call.join(Duration.ofSeconds(5))).isTrue();
        await().until(() -> count("cancelled") > cancelled);
    }

    @Test
    void aCallThatTakesTooLongIsLostAndCancelledAtTheServer() throws Exception {
        int before = count("cancelled");
        ToolFault fault =
                calls.fault(calls.tool("wait", SideEffect.ONCE, "{}"), "{\"seconds\": 600}", Duration.ofSeconds(1));
        assertThat(fault.kind()).isEqualTo(Kind.LOST);
        await().until(() -> count("cancelled") > before);
    }

    @Test
    void aSessionThatTheServerForgotIsOpenedAgain() throws Exception {
        JsonNode before = calls.answer("order_status", "{\"order_id\": \"A1\"}");
        server.restart();
        assertThat(calls.answer("order_status", "{\"order_id\": \"A1\"}")).isEqualTo(before);
        server.restart();
        ToolAnswer once =
                calls.run(calls.tool("note", SideEffect.ONCE, "{}"), "{\"text\": \"only once\"}", McpCalls.TIMEOUT);
        assertThat(once.content().toString()).contains("Noted: only once");
        assertThat(count("only once")).isEqualTo(1);
    }

    @Test
    void aToolThatHasChangedSinceItWasPublishedIsNotCalled() throws Exception {
        try (McpCalls before = McpCalls.at(server.url() + "/mcp")) {
            var tool = before.tool(
                    "order_status",
                    SideEffect.NONE,
                    "{\"frozen\": {\"sha256\": \""
                            + before.discovered("order_status").sha256() + "\"}}");
            assertThat(before.run(tool, "{\"order_id\": \"A1\"}", McpCalls.TIMEOUT)
                            .content()
                            .path("status"))
                    .isEqualTo(json("\"sent\""));
            JsonNode _ = before.answer("renew", "{}");
            try (McpCalls after = McpCalls.at(server.url() + "/mcp")) {
                ToolFault fault = after.fault(tool, "{\"order_number\": 1, \"language\": \"en\"}", McpCalls.TIMEOUT);
                assertThat(fault)
                        .hasMessageContaining("has changed the arguments or answers of \"order_status\"")
                        .hasMessageContaining("publish a new version");
                assertThat(fault.kind()).isEqualTo(Kind.REFUSED);
                assertThat(notes()).doesNotContain("the new one ran");
            }
        } finally {
            server.restart();
        }
    }

    private int count(String note) throws InterruptedException {
        return notes().split(note, -1).length - 1;
    }

    private String notes() throws InterruptedException {
        return calls.answer("notes", "{}").toString();
    }
}

package dev.tandem.workers.tool.mcp;

import static dev.tandem.workers.tool.ToolRequests.json;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tandem.vendors.ForeignServer;
import dev.tandem.workers.tool.ToolAnswer;
import dev.tandem.workers.tool.ToolFault;
import dev.tandem.workers.tool.ToolFault.Kind;
import dev.tandem.workflows.graph.Tool.SideEffect;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** The server of the protocol's authors that has something of everything, over Streamable HTTP and as a process. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class EverythingServerIT {

    private static final Path MODULES = ForeignServer.nodeModules();
    private static final String PROGRAM = MODULES.resolve("@modelcontextprotocol/server-everything/dist/index.js")
            .toString();

    private ForeignServer server;
    private McpCalls calls;

    @BeforeAll
    void start() throws Exception {
        server = ForeignServer.nodeWithPort(MODULES, PROGRAM, "streamableHttp");
        calls = McpCalls.at(server.url() + "/mcp");
    }

    @AfterAll
    void stop() throws Exception {
        calls.close();
        server.close();
    }

    @Test
    void textAndStructuredContentAreRead() throws Exception {
        assertThat(calls.answer("echo", "{\"message\": \"hello\"}")).isEqualTo(json("{\"text\": \"Echo: hello\"}"));
        assertThat(calls.answer("get-structured-content", "{\"location\": \"New York\"}")
                        .path("conditions")
                        .isString())
                .isTrue();
    }

    @Test
    void anImageIsLeftOutWithAWarning() throws Exception {
        ToolAnswer answer = calls.run(calls.tool("get-tiny-image", SideEffect.NONE, "{}"), "{}", McpCalls.TIMEOUT);
        assertThat(answer.content().path("text").asString()).isNotEmpty();
        assertThat(answer.warnings()).containsExactly("Of the answer this was left out, which is no text: image.");
    }

    @Test
    void aLongRunThatReportsItsProgressEndsWithItsAnswer() throws Exception {
        assertThat(calls.answer("trigger-long-running-operation", "{\"duration\": 1, \"steps\": 4}")
                        .path("text")
                        .asString())
                .startsWith("Long running operation completed");
        ToolFault late = calls.fault(
                calls.tool("trigger-long-running-operation", SideEffect.NONE, "{}"),
                "{\"duration\": 60, \"steps\": 60}",
                Duration.ofMillis(1_500));
        assertThat(late.kind()).isEqualTo(Kind.LOST);
    }

    @Test
    void aSessionThatItForgotIsOpenedAgain() throws Exception {
        String hello = "{\"message\": \"hello\"}";
        var before = calls.answer("echo", hello);
        server.restart();
        assertThat(calls.answer("echo", hello)).isEqualTo(before);
    }

    @Test
    void itsSchemasAreDiscovered() throws Exception {
        var echo = calls.discovered("echo");
        assertThat(echo.description()).isNotEmpty();
        assertThat(echo.parameters().at("/properties/message/type")).isEqualTo(json("\"string\""));
        assertThat(echo.sha256()).hasSize(64).isEqualTo(calls.discovered("echo").sha256());
        assertThat(calls.discovered("get-sum").sha256()).isNotEqualTo(echo.sha256());
    }

    @Test
    void aCommandIsStartedWhereTheInstallationAllowsExactlyIt() throws Exception {
        String command = "node " + PROGRAM + " stdio";
        try (McpCalls allowed = McpCalls.by(command, Set.of(command))) {
            assertThat(allowed.answer("echo", "{\"message\": \"hello\"}"))
                    .isEqualTo(json("{\"text\": \"Echo: hello\"}"));
            assertThat(allowed.answer("get-env", "{}").toString())
                    .contains("PATH")
                    .doesNotContain("TANDEM")
                    .doesNotContain("JAVA_HOME");
        }
        try (McpCalls other = McpCalls.by(command, Set.of("node " + PROGRAM))) {
            ToolFault fault = other.fault("echo", "{\"message\": \"hello\"}");
            assertThat(fault.kind()).isEqualTo(Kind.REFUSED);
            assertThat(fault).hasMessageContaining("TANDEM_MCP_COMMANDS");
        }
    }
}

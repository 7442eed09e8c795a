package dev.tandem.workers.tool.mcp;

import dev.tandem.workers.egress.Egress;
import dev.tandem.workers.egress.EgressSettings;
import dev.tandem.workers.tool.AnswerSelection;
import dev.tandem.workers.tool.ToolAdapter;
import dev.tandem.workers.tool.ToolAnswer;
import dev.tandem.workers.tool.ToolFault;
import dev.tandem.workers.tool.ToolFault.Kind;
import dev.tandem.workers.workspace.OpenWorkspace;
import dev.tandem.workflows.catalog.DiscoveredTool;
import dev.tandem.workflows.graph.Tool;
import dev.tandem.workflows.protocol.ToolCall;
import io.modelcontextprotocol.spec.McpSchema;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import okhttp3.OkHttpClient;

/**
 * Tools of servers that speak the Model Context Protocol. The config:
 *
 * <ul>
 *   <li>{@code url}, {@code headers}: a server over Streamable HTTP; {@code {{workspace.NAME}}} may stand in both
 *   <li>{@code command}: instead of them, a process that is started and spoken to over standard input and output
 *   <li>{@code tool}: the tool's name at the server
 *   <li>{@code arguments}: JSON with {@code {{argument}}} in its strings, as the body of {@code http}; none: all
 *       arguments as they are
 *   <li>{@code result}: JSON Pointer to the part of the answer that counts, or an object of such pointers
 *   <li>{@code timeout_ms}: of one attempt; at most, and by default, what the tool has left
 * </ul>
 *
 * Publishing freezes the schemas of the tool's arguments and answers. A tool whose schemas are others now is not called.
 *
 * <p>The call's key goes along as {@code Idempotency-Key} and in {@code _meta}. A tool whose side effect is {@code once}
 * has a connection of its own, and is not sent again when the server has forgotten the session.
 */
public final class McpTool implements ToolAdapter {

    /** The name of the call's key in {@code _meta}; its prefix is as the specification wants it. */
    private static final String KEY = "dev.tandem/idempotency-key";

    private volatile OkHttpClient client;
    private volatile Set<String> allowed;
    private volatile McpSessions sessions;

    /** Creates a tool that reaches public addresses only and starts nothing, until it is told otherwise. */
    public McpTool() {
        this(new Egress(EgressSettings.PUBLIC), Set.of());
    }

    McpTool(Egress egress, Set<String> commands) {
        this.client = egress.client();
        this.allowed = Set.copyOf(commands);
        this.sessions = new McpSessions(client, allowed);
    }

    @Override
    public String type() {
        return "mcp";
    }

    @Override
    public void leaveThrough(Egress egress) {
        client = egress.client();
        sessions = new McpSessions(client, allowed);
    }

    @Override
    public void mayStart(Set<String> commands) {
        allowed = Set.copyOf(commands);
        sessions = new McpSessions(client, allowed);
    }

    @Override
    public ToolAnswer run(Tool tool, ToolCall call, OpenWorkspace workspace, Duration timeout)
            throws InterruptedException {
        McpConfig config = new McpConfig(tool.config());
        Duration limit =
                config.timeout().filter(own -> own.compareTo(timeout) < 0).orElse(timeout);
        long end = System.nanoTime() + limit.toNanos();
        McpServer server = config.server(workspace);
        McpSchema.CallToolRequest request = McpSchema.CallToolRequest.builder(config.tool())
                .arguments(config.arguments(call, workspace))
                .meta(Map.of(KEY, call.key()))
                .build();
        Asking asking = Asking.call(end, tool.sideEffect() == Tool.SideEffect.ONCE, call.key());
        ToolAnswer answer = McpAnswer.of(called(server, config, request, asking), workspace.redaction());
        return new ToolAnswer(AnswerSelection.of(answer.content(), config.result()), answer.warnings());
    }

    /** Asks in a session of its own, which the server does not remember afterwards. */
    @Override
    public DiscoveredTool discover(Tool tool, OpenWorkspace workspace, Duration timeout) throws InterruptedException {
        McpConfig config = new McpConfig(tool.config());
        McpSchema.Tool found = sessions.look(
                        config.server(workspace), config.tool(), System.nanoTime() + timeout.toNanos())
                .orElseThrow(() -> new ToolFault(Kind.REFUSED, "the MCP server has no tool \"" + config.tool() + "\""));
        return new DiscoveredTool(
                Objects.requireNonNullElse(found.description(), ""),
                ToolSchemas.parameters(found),
                ToolSchemas.sha256(found));
    }

    /** Calls the tool, in a new session if the server has forgotten the one that is open. */
    private McpSchema.CallToolResult called(
            McpServer server, McpConfig config, McpSchema.CallToolRequest request, Asking asking)
            throws InterruptedException {
        boolean again = false;
        while (true) {
            McpSession session = sessions.with(server, asking.end());
            boolean calling = false;
            try {
                requireUnchanged(session.tool(config.tool(), asking.end()), config);
                if (asking.once()) {
                    session.ensureKnown(asking.end());
                }
                calling = true;
                return session.call(request, asking);
            } catch (ForgottenSessionException forgotten) {
                sessions.forget(server, session);
                if (again || (calling && asking.once())) {
                    throw new ToolFault(
                            Kind.UNAVAILABLE, "the MCP server forgot the session, and did nothing", forgotten);
                }
            } catch (ToolFault fault) {
                if (again || !mayHelp(fault, asking) || (calling && asking.once())) {
                    throw calling ? fault : beforeTheCall(fault);
                }
                sessions.forget(server, session);
            }
            again = true;
        }
    }

    /** Returns whether a new session may help: a server that was restarted has left the old one's connections dead. */
    private static boolean mayHelp(ToolFault fault, Asking asking) {
        return fault.kind() == Kind.LOST && asking.end() - System.nanoTime() > 0;
    }

    /** Returns what a fault means that came before the call: the tool has not run. */
    private static ToolFault beforeTheCall(ToolFault fault) {
        return fault.kind() == Kind.LOST
                ? new ToolFault(Kind.UNAVAILABLE, String.valueOf(fault.getMessage()), fault)
                : fault;
    }

    private static void requireUnchanged(Optional<McpSchema.Tool> found, McpConfig config) {
        McpSchema.Tool tool = found.orElseThrow(() -> new ToolFault(
                Kind.REFUSED,
                "the MCP server has no tool \"" + config.tool() + "\""
                        + (config.frozen().isEmpty() ? "" : " any more; it had one when this version was published")));
        if (!config.frozen().isEmpty() && !config.frozen().equals(ToolSchemas.sha256(tool))) {
            throw new ToolFault(
                    Kind.REFUSED,
                    "the MCP server has changed the arguments or answers of \"" + config.tool()
                            + "\" since this version was published, so it was not called; check them, and publish a new"
                            + " version");
        }
    }

    @Override
    public void close() {
        sessions.close();
    }
}

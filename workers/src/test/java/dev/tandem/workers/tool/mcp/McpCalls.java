package dev.tandem.workers.tool.mcp;

import static dev.tandem.workers.tool.ToolRequests.json;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.tandem.workers.egress.Egress;
import dev.tandem.workers.egress.EgressSettings;
import dev.tandem.workers.tool.ToolAnswer;
import dev.tandem.workers.tool.ToolFault;
import dev.tandem.workers.tool.ToolRequests;
import dev.tandem.workers.workspace.Safe;
import dev.tandem.workflows.catalog.DiscoveredTool;
import dev.tandem.workflows.graph.Tool;
import dev.tandem.workflows.graph.Tool.SideEffect;
import dev.tandem.workflows.workspace.SealedSecrets;
import dev.tandem.workflows.workspace.WorkspaceValues;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Calls tools of one server, as calls of one worker do. */
final class McpCalls implements AutoCloseable {

    static final Duration TIMEOUT = Duration.ofSeconds(20);

    private final McpTool mcp;
    private final ObjectNode server;

    private McpCalls(McpTool mcp, ObjectNode server) {
        this.mcp = mcp;
        this.server = server;
    }

    static McpCalls at(String url) {
        return new McpCalls(new McpTool(new Egress(EgressSettings.allowing("127.0.0.1/32")), Set.of()), (ObjectNode)
                json("{\"url\": \"" + url + "\"}"));
    }

    static McpCalls by(String command, Set<String> allowed) {
        ObjectNode server = (ObjectNode) json("{}");
        var words = server.putArray("command");
        for (String word : command.split(" ", -1)) {
            words.add(word);
        }
        return new McpCalls(new McpTool(new Egress(EgressSettings.PUBLIC), allowed), server);
    }

    Tool tool(String name, SideEffect sideEffect, String more) {
        ObjectNode config = server.deepCopy().put("tool", name);
        config.setAll((ObjectNode) json(more));
        return ToolRequests.tool("mcp", "{}", config.toString(), sideEffect, (int) TIMEOUT.toMillis());
    }

    ToolAnswer run(Tool tool, String arguments, Duration timeout) throws InterruptedException {
        WorkspaceValues values = new WorkspaceValues(Map.of("TOKEN", json("\"t-1\"")), SealedSecrets.NONE);
        return mcp.run(tool, ToolRequests.call(arguments), Safe.VAULT.of(values), timeout);
    }

    JsonNode answer(String name, String arguments) throws InterruptedException {
        return answer(name, "{}", arguments);
    }

    JsonNode answer(String name, String more, String arguments) throws InterruptedException {
        return run(tool(name, SideEffect.NONE, more), arguments, TIMEOUT).content();
    }

    DiscoveredTool discovered(String name) throws InterruptedException {
        return mcp.discover(tool(name, SideEffect.NONE, "{}"), Safe.VAULT.of(WorkspaceValues.NONE), TIMEOUT);
    }

    ToolFault fault(Tool tool, String arguments, Duration timeout) {
        return catchThrowableOfType(ToolFault.class, () -> run(tool, arguments, timeout));
    }

    ToolFault fault(String name, String arguments) {
        return fault(tool(name, SideEffect.NONE, "{}"), arguments, TIMEOUT);
    }

    @Override
    public void close() {
        mcp.close();
    }
}

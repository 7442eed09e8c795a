package dev.tandem.workers.tool.mcp;

import dev.tandem.workers.tool.ToolFault;
import dev.tandem.workers.tool.ToolFault.Kind;
import io.modelcontextprotocol.client.McpAsyncClient;
import io.modelcontextprotocol.client.McpClient;
import io.modelcontextprotocol.spec.McpError;
import io.modelcontextprotocol.spec.McpSchema;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/** A session with a server: it can be used by many calls at once. */
final class McpSession {

    /** Time to connect, to agree on a version, and to read the list of tools. */
    static final Duration OPENING = Duration.ofSeconds(10);

    /** How long the list of tools is believed without asking again; the server may tell of a change before. */
    private static final Duration BELIEVED = Duration.ofMinutes(1);

    /** How long after an answer a session is taken for known to the server without asking. */
    private static final Duration LIVELY = Duration.ofSeconds(1);

    /** A call ends by its own limit; this is the SDK's. */
    private static final Duration LONGEST = Duration.ofMinutes(11);

    private static final int MOST_PAGES = 50;

    private final McpAsyncClient client;
    private final ServerTransport transport;
    private volatile Map<String, McpSchema.Tool> tools = Map.of();
    private volatile long listed;
    private volatile long answered;

    private McpSession(McpAsyncClient client, ServerTransport transport) {
        this.client = client;
        this.transport = transport;
    }

    /**
     * Opens a session.
     *
     * @throws ToolFault if the server does not take part
     */
    static McpSession open(ServerTransport transport) throws InterruptedException {
        McpAsyncClient client = McpClient.async(transport)
                .clientInfo(McpSchema.Implementation.builder("Tandem", "1").build())
                .initializationTimeout(OPENING)
                .requestTimeout(LONGEST)
                .build();
        McpSession session = new McpSession(client, transport);
        try {
            Asking opening = Asking.within(OPENING);
            var _ = session.await(client.initialize(), opening);
            session.list(opening);
            return session;
        } catch (ToolFault | InterruptedException | ForgottenSessionException failed) {
            transport.end();
            throw failed;
        }
    }

    boolean isOpen() {
        return transport.isOpen();
    }

    /** Returns what the server says of a tool now; empty: it has no such tool. */
    Optional<McpSchema.Tool> tool(String name, long end) throws InterruptedException {
        if (transport.takeListChanged() || System.nanoTime() - listed > BELIEVED.toNanos()) {
            list(Asking.until(end));
        }
        return Optional.ofNullable(tools.get(name));
    }

    private void list(Asking asking) throws InterruptedException {
        Map<String, McpSchema.Tool> found = new HashMap<>();
        String cursor = null;
        for (int page = 0; page < MOST_PAGES; page++) {
            McpSchema.ListToolsResult result = await(client.listTools(cursor), asking);
            result.tools().forEach(tool -> found.put(tool.name(), tool));
            cursor = result.nextCursor();
            if (cursor == null || cursor.isEmpty()) {
                break;
            }
        }
        tools = Map.copyOf(found);
        listed = System.nanoTime();
    }

    /**
     * Makes sure that the server knows the session, so that a call which may be sent once only is not sent in vain.
     *
     * @throws ForgottenSessionException if it does not
     */
    void ensureKnown(long end) throws InterruptedException {
        if (System.nanoTime() - answered > LIVELY.toNanos()) {
            var _ = await(client.ping(), Asking.until(end));
        }
    }

    McpSchema.CallToolResult call(McpSchema.CallToolRequest call, Asking asking) throws InterruptedException {
        return await(client.callTool(call), asking);
    }

    private <T> T await(Mono<T> question, Asking asking) throws InterruptedException {
        CompletableFuture<@Nullable T> answer = question.contextWrite(context -> context.put(Asking.class, asking))
                .toFuture();
        try {
            T value = answer.get(asking.left(), TimeUnit.NANOSECONDS);
            if (value == null) {
                throw new ToolFault(Kind.UNREADABLE, "the MCP server answered without a result");
            }
            answered = System.nanoTime();
            return value;
        } catch (ExecutionException failed) {
            throw fault(failed.getCause() == null ? failed : failed.getCause());
        } catch (TimeoutException late) {
            transport.giveUp(asking);
            throw new ToolFault(Kind.LOST, "the MCP server did not answer in time", late);
        } catch (InterruptedException cancelled) {
            transport.giveUp(asking);
            throw cancelled;
        }
    }

    private static RuntimeException fault(Throwable failed) {
        for (Throwable cause = failed; cause != null; cause = cause.getCause()) {
            switch (cause) {
                case ToolFault fault -> {
                    return new ToolFault(fault.kind(), String.valueOf(fault.getMessage()), fault);
                }
                case ForgottenSessionException forgotten -> {
                    return forgotten;
                }
                case McpError refused -> {
                    return refused(refused);
                }
                case TimeoutException late -> {
                    return new ToolFault(Kind.LOST, "the MCP server did not answer in time", late);
                }
                default -> {
                    // Its cause may tell more.
                }
            }
        }
        return new ToolFault(
                Kind.UNREADABLE,
                "nobody can make use of what the MCP server said: "
                        + failed.getClass().getSimpleName(),
                failed);
    }

    /** JSON-RPC 2.0, 5.1: between -32603 and -32700 the request is wrong, but for -32603, an error of the server. */
    private static ToolFault refused(McpError error) {
        int code = error.getJsonRpcError() == null ? 0 : error.getJsonRpcError().code();
        Kind kind = code == McpSchema.ErrorCodes.INTERNAL_ERROR ? Kind.UNAVAILABLE : Kind.REFUSED;
        return new ToolFault(kind, McpAnswer.shortened("the MCP server refuses: " + error.getMessage()), error);
    }

    /** Ends the session at the server. Waits a moment at most. */
    void end() {
        transport.end();
    }
}

package dev.tandem.workers.tool.mcp;

import com.github.benmanes.caffeine.cache.AsyncCache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.tandem.workers.tool.ToolFault;
import dev.tandem.workers.tool.ToolFault.Kind;
import io.modelcontextprotocol.spec.McpSchema;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import okhttp3.OkHttpClient;
import org.jspecify.annotations.Nullable;

/** The open sessions of this process, one for each server and what it is asked with. */
final class McpSessions {

    /** A session that nobody uses is ended after this time; it is longer than the longest call. */
    private static final Duration UNUSED = Duration.ofMinutes(15);

    private static final int MOST = 1_000;

    /** How long the process waits for servers when it stops. */
    private static final Duration FAREWELL = Duration.ofSeconds(2);

    private final OkHttpClient client;
    private final Set<String> commands;
    private final AsyncCache<McpServer, McpSession> open = Caffeine.newBuilder()
            .expireAfterAccess(UNUSED)
            .maximumSize(MOST)
            .evictionListener(McpSessions::evicted)
            .buildAsync();

    McpSessions(OkHttpClient client, Set<String> commands) {
        this.client = client;
        this.commands = Set.copyOf(commands);
    }

    private static void evicted(@Nullable Object server, @Nullable McpSession session, Object cause) {
        if (session != null) {
            Thread.startVirtualThread(session::end);
        }
    }

    /**
     * Returns the session with a server, and opens one if there is none. An opening that others wait for too goes on when
     * one of them is interrupted.
     *
     * @throws ToolFault if there is no session with it
     */
    McpSession with(McpServer server, long end) throws InterruptedException {
        CompletableFuture<McpSession> session = open.get(server, (wanted, _) -> opening(wanted));
        try {
            McpSession found = session.get(Math.max(1, end - System.nanoTime()), TimeUnit.NANOSECONDS);
            if (found.isOpen()) {
                return found;
            }
        } catch (TimeoutException late) {
            throw new ToolFault(Kind.UNAVAILABLE, "the MCP server did not open a session in time", late);
        } catch (ExecutionException failed) {
            throw opened(failed);
        }
        open.asMap().remove(server, session);
        return with(server, end);
    }

    /**
     * Looks at a tool in a session that is opened for it.
     *
     * @throws ToolFault if there is no session with the server
     */
    Optional<McpSchema.Tool> look(McpServer server, String tool, long end) throws InterruptedException {
        McpSession session = McpSession.open(transport(server));
        try {
            return session.tool(tool, end);
        } finally {
            Thread.startVirtualThread(session::end);
        }
    }

    private CompletableFuture<McpSession> opening(McpServer server) {
        CompletableFuture<McpSession> session = new CompletableFuture<>();
        Thread.startVirtualThread(() -> {
            try {
                session.complete(McpSession.open(transport(server)));
            } catch (RuntimeException fault) {
                session.completeExceptionally(fault);
            } catch (InterruptedException stopping) {
                session.completeExceptionally(stopping);
                Thread.currentThread().interrupt();
            }
        });
        return session;
    }

    private ServerTransport transport(McpServer server) {
        return switch (server) {
            case McpServer.Web web -> new StreamableHttp(client, web);
            case McpServer.Command command -> {
                if (!commands.contains(command.toString())) {
                    throw new ToolFault(
                            Kind.REFUSED,
                            "this installation does not allow the command of the MCP server; its operator may add it to"
                                    + " TANDEM_MCP_COMMANDS");
                }
                yield new CommandPipe(command);
            }
        };
    }

    /** Returns the fault of an opening. No tool has run, so nothing is unknown. */
    private static ToolFault opened(ExecutionException failed) {
        return failed.getCause() instanceof ToolFault fault
                ? new ToolFault(
                        fault.kind() == Kind.REFUSED ? Kind.REFUSED : Kind.UNAVAILABLE,
                        String.valueOf(fault.getMessage()),
                        fault)
                : new ToolFault(Kind.UNAVAILABLE, "the MCP server does not open a session", failed);
    }

    /** Forgets a session that its server forgot. */
    void forget(McpServer server, McpSession session) {
        CompletableFuture<McpSession> known = open.getIfPresent(server);
        if (known != null && known.getNow(null) == session) {
            open.asMap().remove(server, known);
        }
    }

    /** Ends all sessions at their servers. */
    void close() {
        var all = open.synchronous().asMap().values().stream()
                .map(session -> Thread.startVirtualThread(session::end))
                .toList();
        open.synchronous().invalidateAll();
        long end = System.nanoTime() + FAREWELL.toNanos();
        try {
            for (Thread ending : all) {
                boolean _ = ending.join(Duration.ofNanos(Math.max(1, end - System.nanoTime())));
            }
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
        }
    }
}

package dev.tandem.workers.tool.mcp;

import dev.tandem.workers.tool.ToolFault;
import dev.tandem.workers.tool.ToolFault.Kind;
import io.modelcontextprotocol.spec.McpSchema.JSONRPCMessage;
import io.modelcontextprotocol.spec.McpSchema.JSONRPCRequest;
import io.modelcontextprotocol.spec.McpSchema.JSONRPCResponse;
import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * Speaks with a process over its standard input and output (specification of 2025-11-25, Transports, stdio): a message a
 * line. The process gets no variable of the environment that could hold a secret of ours. What it writes to its standard
 * error is thrown away, because it may tell of callers.
 */
final class CommandPipe extends ServerTransport {

    private static final Set<String> ENVIRONMENT = Set.of("PATH", "HOME", "LANG", "TMPDIR", "USER", "TZ");

    /** How long a process may take to end by itself. */
    private static final long FAREWELL_MILLIS = 500;

    private final Process process;
    private final Map<Object, CompletableFuture<JSONRPCResponse>> asked = new ConcurrentHashMap<>();

    /** @throws ToolFault if the command cannot be started */
    CommandPipe(McpServer.Command command) {
        ProcessBuilder builder = new ProcessBuilder(command.words()).redirectError(ProcessBuilder.Redirect.DISCARD);
        builder.environment().keySet().retainAll(ENVIRONMENT);
        try {
            process = builder.start();
        } catch (IOException missing) {
            throw new ToolFault(Kind.UNAVAILABLE, "the command of the MCP server cannot be started", missing);
        }
        Thread.startVirtualThread(this::listen);
    }

    private void listen() {
        try (InputStream in = new BufferedInputStream(process.getInputStream())) {
            for (String line = line(in); line != null; line = line(in)) {
                take(read(line));
            }
        } catch (IOException broken) {
            // What is no message, or too large for one, makes all that follows doubtful.
            process.destroy();
        } finally {
            asked.values().forEach(answer -> answer.completeExceptionally(gone()));
        }
    }

    private void take(JSONRPCMessage message) {
        if (message instanceof JSONRPCResponse response && response.id() != null) {
            CompletableFuture<JSONRPCResponse> waiting = asked.remove(response.id());
            if (waiting != null) {
                received(message);
                waiting.complete(response);
            }
        } else {
            received(message);
        }
    }

    private static @Nullable String line(InputStream in) throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        for (int next = in.read(); next >= 0; next = in.read()) {
            if (next == '\n') {
                return line.toString(StandardCharsets.UTF_8);
            }
            if (line.size() >= LARGEST) {
                throw EventStream.tooLarge();
            }
            line.write(next);
        }
        return null;
    }

    @Override
    void send(JSONRPCMessage message, Asking asking) throws InterruptedException {
        if (!(message instanceof JSONRPCRequest request)) {
            write(message);
            return;
        }
        CompletableFuture<JSONRPCResponse> answer = new CompletableFuture<>();
        asked.put(request.id(), answer);
        asking.begun(request.id(), () -> answer.completeExceptionally(gone()));
        try {
            write(message);
            if (!process.isAlive()) {
                throw gone();
            }
            answer.get(asking.left(), TimeUnit.NANOSECONDS);
        } catch (ExecutionException | TimeoutException none) {
            throw gone();
        } finally {
            asked.remove(request.id());
        }
    }

    private synchronized void write(JSONRPCMessage message) {
        try {
            OutputStream out = process.getOutputStream();
            out.write(written(message));
            out.write('\n');
            out.flush();
        } catch (IOException over) {
            throw new ToolFault(Kind.UNAVAILABLE, "the process of the MCP server has ended", over);
        }
    }

    private static ToolFault gone() {
        return new ToolFault(Kind.LOST, "the process of the MCP server ended, or did not answer in time");
    }

    @Override
    boolean isOpen() {
        return process.isAlive();
    }

    @Override
    void end() {
        try {
            process.getOutputStream().close();
            if (!process.waitFor(FAREWELL_MILLIS, TimeUnit.MILLISECONDS)) {
                process.destroyForcibly();
            }
        } catch (IOException over) {
            process.destroyForcibly();
        } catch (InterruptedException stopping) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }
}

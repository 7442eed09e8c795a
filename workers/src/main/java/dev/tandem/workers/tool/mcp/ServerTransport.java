package dev.tandem.workers.tool.mcp;

import io.modelcontextprotocol.json.McpJsonDefaults;
import io.modelcontextprotocol.json.McpJsonMapper;
import io.modelcontextprotocol.json.TypeRef;
import io.modelcontextprotocol.spec.McpClientTransport;
import io.modelcontextprotocol.spec.McpSchema;
import io.modelcontextprotocol.spec.McpSchema.JSONRPCMessage;
import io.modelcontextprotocol.spec.McpSchema.JSONRPCNotification;
import io.modelcontextprotocol.spec.McpSchema.JSONRPCRequest;
import io.modelcontextprotocol.spec.McpSchema.JSONRPCResponse;
import io.modelcontextprotocol.spec.ProtocolVersions;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import reactor.core.publisher.Mono;

/**
 * The part of a transport that HTTP and processes share. Each message is sent on a virtual thread, which waits for the
 * answer where there is one: so a request whose answer cannot come any more fails at once.
 */
abstract class ServerTransport implements McpClientTransport {

    /** The most bytes of one message, as for an answer over HTTP. */
    static final int LARGEST = 1024 * 1024;

    /** Time of a message for which nobody waits. */
    private static final Duration BESIDE = Duration.ofSeconds(5);

    private static final McpJsonMapper JSON = McpJsonDefaults.getMapper();

    private volatile Function<Mono<JSONRPCMessage>, Mono<JSONRPCMessage>> handler = message -> message;
    private volatile boolean listChanged;

    /**
     * Sends a message. If it is a request, returns when its answer was {@link #received}.
     *
     * @throws RuntimeException if it cannot be sent, or no answer comes
     */
    abstract void send(JSONRPCMessage message, Asking asking) throws InterruptedException;

    /** Returns whether messages may still be sent. */
    abstract boolean isOpen();

    /** Ends the session at the server. Waits a moment at most. */
    abstract void end();

    @Override
    public Mono<Void> connect(Function<Mono<JSONRPCMessage>, Mono<JSONRPCMessage>> receiving) {
        handler = receiving;
        return Mono.empty();
    }

    @Override
    public Mono<Void> sendMessage(JSONRPCMessage message) {
        return Mono.deferContextual(context -> {
            Asking asking = context.getOrDefault(Asking.class, null);
            Asking own = asking == null ? Asking.within(BESIDE) : asking;
            return Mono.create(sink -> Thread.startVirtualThread(() -> {
                try {
                    send(message, own);
                    sink.success();
                } catch (RuntimeException fault) {
                    sink.error(fault);
                } catch (InterruptedException stopping) {
                    Thread.currentThread().interrupt();
                    sink.error(stopping);
                }
            }));
        });
    }

    /** Gives a request up, and tells the server so ({@code notifications/cancelled}). */
    void giveUp(Asking asking) {
        asking.giveUp()
                .ifPresent(id -> sendMessage(new JSONRPCNotification(
                                "notifications/cancelled",
                                Map.of("requestId", id, "reason", "the answer is not needed any more")))
                        .subscribe(_ -> {}, _ -> {
                            // The server is away, so that there is nothing to cancel.
                        }));
    }

    /** Takes a message of the server. Notifications are told to nobody, but that the tools have changed. */
    void received(JSONRPCMessage message) {
        switch (message) {
            case JSONRPCNotification notification ->
                listChanged |= notification.method().equals(McpSchema.METHOD_NOTIFICATION_TOOLS_LIST_CHANGED);
            case JSONRPCRequest _, JSONRPCResponse _ ->
                handler.apply(Mono.just(message)).subscribe();
            default -> throw new IllegalStateException("no message of JSON-RPC: " + message.getClass());
        }
    }

    /** Returns whether the server said that its tools have changed since this was asked the last time. */
    boolean takeListChanged() {
        boolean changed = listChanged;
        listChanged = false;
        return changed;
    }

    static byte[] written(JSONRPCMessage message) {
        try {
            return JSON.writeValueAsBytes(message);
        } catch (IOException never) {
            throw new UncheckedIOException(never);
        }
    }

    /** @throws IOException if it is no message */
    static JSONRPCMessage read(String text) throws IOException {
        try {
            return McpSchema.deserializeJsonRpcMessage(JSON, text);
        } catch (IllegalArgumentException misshaped) {
            throw new IOException(misshaped);
        }
    }

    @Override
    public <T> T unmarshalFrom(Object data, TypeRef<T> type) {
        return JSON.convertValue(data, type);
    }

    @Override
    public List<String> protocolVersions() {
        return List.of(
                ProtocolVersions.MCP_2025_03_26, ProtocolVersions.MCP_2025_06_18, ProtocolVersions.MCP_2025_11_25);
    }

    @Override
    public Mono<Void> closeGracefully() {
        return Mono.fromRunnable(this::end);
    }
}

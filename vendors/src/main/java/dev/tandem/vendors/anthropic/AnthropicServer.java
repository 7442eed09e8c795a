package dev.tandem.vendors.anthropic;

import dev.tandem.vendors.Exchange;
import dev.tandem.vendors.ModelVendor;
import dev.tandem.vendors.ReplyScript;
import dev.tandem.vendors.ReplyScript.Step;
import dev.tandem.vendors.Wire;
import java.io.IOException;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** The Messages API, streamed, with prompt caching, as Anthropic's reference of November 2026 describes it. */
public final class AnthropicServer extends ModelVendor {

    /** The model that it knows. */
    public static final String MODEL = "claude-haiku-4-5";

    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    @Override
    protected Answer answer(Exchange exchange) {
        if (!exchange.path().endsWith("/v1/messages") || !exchange.method().equals("POST")) {
            return json(404, error("not_found_error", "Not Found"));
        }
        if (!KEY.equals(exchange.header("x-api-key")) && !("Bearer " + KEY).equals(exchange.header("Authorization"))) {
            return error(401);
        }
        if (exchange.header("anthropic-version") == null) {
            return json(400, error("invalid_request_error", "anthropic-version: header is required"));
        }
        JsonNode request = exchange.json();
        Optional<String> wrong = wrong(request);
        if (wrong.isPresent()) {
            return json(400, error("invalid_request_error", wrong.get()));
        }
        String model = request.path("model").asString("");
        if (!model.equals(MODEL)) {
            return json(404, error("not_found_error", "model: " + model));
        }
        ReplyScript reply = reply(request);
        ObjectNode usage = usage(request);
        return streamed("text/event-stream; charset=utf-8", wire -> new Events(wire, model).all(reply, usage));
    }

    private static Optional<String> wrong(JsonNode request) {
        if (!request.path("max_tokens").isIntegralNumber()) {
            return Optional.of("max_tokens: Field required");
        }
        if (request.path("temperature").asDouble(1) > 1) {
            return Optional.of("temperature: range: 0..1");
        }
        if (!request.path("stream").asBoolean(false)) {
            return Optional.of("stream: this fake streams only");
        }
        if (breakpoints(request) > 4) {
            return Optional.of("A maximum of 4 blocks with cache_control may be provided.");
        }
        JsonNode messages = request.path("messages");
        if (!messages.path(0).path("role").asString("").equals("user")) {
            return Optional.of("messages: first message must use the \"user\" role");
        }
        return wrongTools(messages);
    }

    private static long breakpoints(JsonNode node) {
        return (node.has("cache_control") ? 1 : 0)
                + node.values().stream().mapToLong(AnthropicServer::breakpoints).sum();
    }

    /** Each result of a tool answers a use of the message right before, and each use has one. */
    private static Optional<String> wrongTools(JsonNode messages) {
        Set<String> open = new HashSet<>();
        for (int index = 0; index < messages.size(); index++) {
            JsonNode message = messages.get(index);
            Set<String> used = new HashSet<>();
            for (JsonNode block : message.path("content").values()) {
                switch (block.path("type").asString("")) {
                    case "tool_use" -> used.add(block.path("id").asString(""));
                    case "tool_result" -> {
                        if (!open.remove(block.path("tool_use_id").asString(""))) {
                            return Optional.of("messages." + index + ": unexpected `tool_use_id` found in"
                                    + " `tool_result` blocks");
                        }
                    }
                    case "text" -> {
                        if (block.path("text").asString("").isBlank()) {
                            return Optional.of("messages: text content blocks must be non-empty");
                        }
                    }
                    default -> {
                        // Content that is text alone, or of a kind that this fake does not look at.
                    }
                }
            }
            if (!open.isEmpty()) {
                return Optional.of("messages." + index
                        + ": `tool_use` ids were found without `tool_result` blocks immediately after");
            }
            open = used;
        }
        return Optional.empty();
    }

    /** What lies before the last breakpoint is read from the cache as far as it was seen, and the rest is written. */
    private ObjectNode usage(JsonNode request) {
        String all = request.path("tools").toString() + request.path("system") + request.path("messages");
        int end = all.lastIndexOf("\"cache_control\"");
        int before = end < 0 ? 0 : tokens(all.substring(0, end));
        int read = end < 0 ? 0 : Math.min(before, cached(all.substring(0, end)));
        return JSON.objectNode()
                .put("input_tokens", Math.max(0, tokens(all) - before))
                .put("cache_creation_input_tokens", before - read)
                .put("cache_read_input_tokens", read)
                .put("output_tokens", 1);
    }

    @Override
    protected String errorBody(int status) {
        return switch (status) {
            case 401 -> error("authentication_error", "invalid x-api-key");
            case 403 -> error("permission_error", "Your API key does not have permission to use the resource.");
            case 429 -> error("rate_limit_error", "This request would exceed your rate limit.");
            case 529, 503 -> error("overloaded_error", "Overloaded");
            default -> error("api_error", "Internal server error");
        };
    }

    private static String error(String type, String message) {
        ObjectNode error = JSON.objectNode().put("type", "error");
        error.putObject("error").put("type", type).put("message", message);
        return error.put("request_id", "req_fake").toString();
    }

    /** Writes the events of one answer. */
    private static final class Events {

        private final Wire wire;
        private final String model;
        private int block = -1;
        private int open = -1;

        private Events(Wire wire, String model) {
            this.wire = wire;
            this.model = model;
        }

        void all(ReplyScript reply, ObjectNode usage) throws IOException {
            ObjectNode start = JSON.objectNode().put("type", "message_start");
            ObjectNode message = start.putObject("message")
                    .put("id", "msg_fake")
                    .put("type", "message")
                    .put("role", "assistant")
                    .put("model", model);
            message.putArray("content");
            message.putNull("stop_reason").putNull("stop_sequence").set("usage", usage);
            send("message_start", start);
            send("ping", JSON.objectNode().put("type", "ping"));
            int call = -1;
            for (Step step : reply.steps()) {
                switch (step) {
                    case Step.Text(String text) -> {
                        if (open < 0 || call >= 0) {
                            begin(JSON.objectNode().put("type", "text").put("text", ""));
                            call = -1;
                        }
                        delta(JSON.objectNode().put("type", "text_delta").put("text", text));
                    }
                    case Step.Call(int number, String name, String arguments) -> {
                        if (!name.isEmpty()) {
                            ObjectNode use = JSON.objectNode()
                                    .put("type", "tool_use")
                                    .put("id", "toolu_fake_" + number)
                                    .put("name", name);
                            use.putObject("input");
                            begin(use);
                            call = number;
                        }
                        delta(JSON.objectNode().put("type", "input_json_delta").put("partial_json", arguments));
                    }
                    case Step.Pause(var time) -> wire.pause(time);
                }
            }
            end();
            ObjectNode delta = JSON.objectNode().put("type", "message_delta");
            delta.putObject("delta")
                    .put(
                            "stop_reason",
                            switch (reply.ending()) {
                                case STOP -> "end_turn";
                                case TOOLS -> "tool_use";
                                case LENGTH -> "max_tokens";
                                case REFUSAL -> "refusal";
                            })
                    .putNull("stop_sequence");
            delta.putObject("usage").put("output_tokens", reply.tokens());
            send("message_delta", delta);
            send("message_stop", JSON.objectNode().put("type", "message_stop"));
        }

        private void begin(ObjectNode content) throws IOException {
            end();
            open = ++block;
            ObjectNode start =
                    JSON.objectNode().put("type", "content_block_start").put("index", block);
            start.set("content_block", content);
            send("content_block_start", start);
        }

        private void delta(ObjectNode delta) throws IOException {
            ObjectNode event =
                    JSON.objectNode().put("type", "content_block_delta").put("index", block);
            event.set("delta", delta);
            send("content_block_delta", event);
        }

        private void end() throws IOException {
            if (open >= 0) {
                send(
                        "content_block_stop",
                        JSON.objectNode().put("type", "content_block_stop").put("index", open));
                open = -1;
            }
        }

        private void send(String name, ObjectNode event) throws IOException {
            wire.send("event: " + name + "\ndata: " + event + "\n\n");
        }
    }
}

package dev.tandem.vendors.openai;

import dev.tandem.vendors.Exchange;
import dev.tandem.vendors.ModelVendor;
import dev.tandem.vendors.ReplyScript;
import dev.tandem.vendors.ReplyScript.Step;
import dev.tandem.vendors.Wire;
import java.io.IOException;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Chat Completions, streamed, as OpenAI's API reference of November 2026 describes them. */
public final class OpenAiServer extends ModelVendor {

    /** The model that it knows. */
    public static final String MODEL = "gpt-4o-mini";

    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    @Override
    protected Answer answer(Exchange exchange) {
        if (!exchange.path().endsWith("/chat/completions") || !exchange.method().equals("POST")) {
            return json(404, error("Invalid URL (" + exchange.method() + " " + exchange.path() + ")", "", ""));
        }
        if (!("Bearer " + KEY).equals(exchange.header("Authorization"))) {
            return error(401);
        }
        JsonNode request = exchange.json();
        Optional<Answer> refused = refusal(request);
        if (refused.isPresent()) {
            return refused.get();
        }
        ReplyScript reply = reply(request);
        String prompt = request.path("tools").toString() + request.path("messages");
        ObjectNode usage = usage(tokens(prompt), cached(prompt), reply.tokens());
        boolean counted = request.at("/stream_options/include_usage").asBoolean(false);
        return streamed("text/event-stream; charset=utf-8", wire -> {
            Chunks chunks = new Chunks(wire, request.path("model").asString(""));
            chunks.all(reply);
            if (counted) {
                chunks.usage(usage);
            }
            wire.send("data: [DONE]\n\n");
        });
    }

    private static Optional<Answer> refusal(JsonNode request) {
        String model = request.path("model").asString("");
        if (!model.equals(MODEL)) {
            return Optional.of(json(
                    404,
                    error(
                            "The model `" + model + "` does not exist or you do not have access to it.",
                            "",
                            "model_not_found")));
        }
        if (!request.path("stream").asBoolean(false)) {
            return Optional.of(json(400, error("This fake streams only.", "stream", "unsupported_value")));
        }
        double temperature = request.path("temperature").asDouble(1);
        if (temperature < 0 || temperature > 2) {
            return Optional.of(json(
                    400,
                    error(
                            "Invalid 'temperature': decimal above maximum value. Expected a value <= 2.",
                            "temperature",
                            "decimal_above_max_value")));
        }
        return wrongMessages(request.path("messages"));
    }

    /** Each result of a tool answers a call of the message before, and each call has one. */
    private static Optional<Answer> wrongMessages(JsonNode messages) {
        Set<String> open = new HashSet<>();
        for (JsonNode message : messages.values()) {
            String role = message.path("role").asString("");
            if (role.equals("tool")) {
                if (!open.remove(message.path("tool_call_id").asString(""))) {
                    return Optional.of(json(
                            400,
                            error(
                                    "Invalid parameter: messages with role 'tool' must be a response to a preceeding"
                                            + " message with 'tool_calls'.",
                                    "messages",
                                    "")));
                }
            } else if (!open.isEmpty()) {
                return Optional.of(json(
                        400,
                        error(
                                "An assistant message with 'tool_calls' must be followed by tool messages responding to"
                                        + " each 'tool_call_id'.",
                                "messages",
                                "")));
            }
            message.path("tool_calls")
                    .values()
                    .forEach(call -> open.add(call.path("id").asString("")));
        }
        return Optional.empty();
    }

    private static ObjectNode usage(int input, int cached, int output) {
        ObjectNode usage = JSON.objectNode()
                .put("prompt_tokens", input)
                .put("completion_tokens", output)
                .put("total_tokens", input + output);
        usage.putObject("prompt_tokens_details").put("cached_tokens", cached).put("audio_tokens", 0);
        usage.putObject("completion_tokens_details").put("reasoning_tokens", 0).put("audio_tokens", 0);
        return usage;
    }

    @Override
    protected String errorBody(int status) {
        return switch (status) {
            case 401 -> error("Incorrect API key provided: sk-t****cdef.", "", "invalid_api_key");
            case 429 ->
                error("Rate limit reached for " + MODEL + " on requests per min (RPM).", "", "rate_limit_exceeded");
            case 503 -> error("The engine is currently overloaded, please try again later.", "", "");
            default -> error("The server had an error while processing your request.", "", "");
        };
    }

    private static String error(String message, String param, String code) {
        ObjectNode error = JSON.objectNode().put("message", message).put("type", "invalid_request_error");
        error.set("param", param.isEmpty() ? JSON.nullNode() : JSON.stringNode(param));
        error.set("code", code.isEmpty() ? JSON.nullNode() : JSON.stringNode(code));
        return JSON.objectNode().set("error", error).toString();
    }

    /** Writes the chunks of one answer. */
    private record Chunks(Wire wire, String model) {

        void all(ReplyScript reply) throws IOException {
            boolean refused = reply.ending() == ReplyScript.Ending.REFUSAL;
            ObjectNode first = JSON.objectNode().put("role", "assistant").put("content", "");
            delta(first.putNull("refusal"), null);
            for (Step step : reply.steps()) {
                switch (step) {
                    case Step.Text(String text) ->
                        delta(JSON.objectNode().put(refused ? "refusal" : "content", text), null);
                    case Step.Call call -> delta(call(call), null);
                    case Step.Pause(var time) -> wire.pause(time);
                }
            }
            delta(
                    JSON.objectNode(),
                    switch (reply.ending()) {
                        case STOP, REFUSAL -> "stop";
                        case TOOLS -> "tool_calls";
                        case LENGTH -> "length";
                    });
        }

        private static ObjectNode call(Step.Call call) {
            ObjectNode delta = JSON.objectNode();
            ObjectNode part = delta.putArray("tool_calls").addObject().put("index", call.number());
            ObjectNode function = JSON.objectNode();
            if (!call.name().isEmpty()) {
                part.put("id", "call_fake_" + call.number()).put("type", "function");
                function.put("name", call.name());
            }
            part.set("function", function.put("arguments", call.arguments()));
            return delta;
        }

        private void delta(ObjectNode delta, @Nullable String finish) throws IOException {
            ObjectNode chunk = chunk();
            ObjectNode choice = chunk.putArray("choices").addObject().put("index", 0);
            choice.set("delta", delta);
            choice.putNull("logprobs");
            choice.set("finish_reason", finish == null ? JSON.nullNode() : JSON.stringNode(finish));
            wire.send("data: " + chunk.putNull("usage") + "\n\n");
        }

        void usage(ObjectNode usage) throws IOException {
            ObjectNode chunk = chunk();
            chunk.putArray("choices");
            chunk.set("usage", usage);
            wire.send("data: " + chunk + "\n\n");
        }

        private ObjectNode chunk() {
            return JSON.objectNode()
                    .put("id", "chatcmpl-fake")
                    .put("object", "chat.completion.chunk")
                    .put("created", 1_764_500_000)
                    .put("model", model)
                    .put("service_tier", "default")
                    .put("system_fingerprint", "fp_fake");
        }
    }
}

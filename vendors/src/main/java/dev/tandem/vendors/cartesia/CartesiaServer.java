package dev.tandem.vendors.cartesia;

import dev.tandem.vendors.Conversation;
import dev.tandem.vendors.Exchange;
import dev.tandem.vendors.VendorServer;
import dev.tandem.vendors.Wire;
import dev.tandem.vendors.voice.Sound;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * Speaks as Cartesia's WebSocket {@code /tts/websocket} does in its version 2026-03-01: contexts, flushes, words with
 * times, {@code cancel}. A key that is {@code wrong} is refused, and voices and models that Cartesia could not know.
 */
public final class CartesiaServer extends VendorServer {

    private final Function<String, short[]> voice;
    private final Duration thinking;

    /** A server that sounds a tone, at once. */
    public CartesiaServer() {
        this(Sound::tone, Duration.ZERO);
    }

    /**
     * A server with a voice.
     *
     * @param voice makes the samples of a text, mono, 24 kHz, 16 bit
     * @param thinking time before the first audio of each text
     */
    public CartesiaServer(Function<String, short[]> voice, Duration thinking) {
        this.voice = voice;
        this.thinking = thinking;
    }

    @Override
    protected Answer answer(Exchange exchange) {
        if (!exchange.path().equals("/tts/websocket")) {
            return error(404);
        }
        String bearer = exchange.header("Authorization");
        String key = bearer == null ? exchange.header("X-API-Key") : bearer.replace("Bearer ", "");
        if (key == null || key.isBlank() || key.equals("wrong")) {
            return error(401);
        }
        return upgraded(new Contexts());
    }

    @Override
    protected String errorBody(int status) {
        return error(status, code(status), "Refused").toString();
    }

    private static String code(int status) {
        return switch (status) {
            case 401 -> "unauthorized";
            case 402 -> "quota_exceeded";
            case 429 -> "concurrency_limited";
            default -> "internal_error";
        };
    }

    private static ObjectNode error(int status, String code, String title) {
        return JsonMapper.shared()
                .createObjectNode()
                .put("type", "error")
                .put("done", true)
                .put("status_code", status)
                .put("error_code", code)
                .put("title", title)
                .put("message", "Status " + status + ".")
                .put("request_id", "550e8400-e29b-41d4-a716-446655440000");
    }

    private static @Nullable ObjectNode refusal(JsonNode request) {
        if (request.path("context_id").asString("").isEmpty()) {
            return error(400, "invalid_context_id", "Invalid context ID");
        }
        if (!request.path("model_id").asString("").startsWith("sonic")) {
            return error(400, "model_not_found", "Invalid model");
        }
        if (request.at("/voice/id").asString("unknown").equals("unknown")) {
            return error(404, "voice_not_found", "Voice not found");
        }
        return request.at("/output_format/encoding").asString("").equals("pcm_s16le")
                ? null
                : error(400, "invalid_output_format", "Invalid output format");
    }

    private final class Contexts implements Conversation {

        private final Map<String, SpeechContext> contexts = new ConcurrentHashMap<>();

        @Override
        public void text(Wire wire, String text) throws IOException {
            JsonNode request = JsonMapper.shared().readTree(text);
            String id = request.path("context_id").asString("");
            if (request.path("cancel").asBoolean(false)) {
                SpeechContext cancelled = contexts.remove(id);
                if (cancelled != null) {
                    cancelled.cancel();
                }
                return;
            }
            ObjectNode refusal = refusal(request);
            if (refusal != null) {
                wire.send(refusal.put("context_id", id).toString());
                return;
            }
            contexts.computeIfAbsent(id, _ -> new SpeechContext(wire, id, voice, thinking))
                    .take(request);
        }

        @Override
        public void closed(Wire wire) {
            contexts.values().forEach(SpeechContext::cancel);
        }
    }
}

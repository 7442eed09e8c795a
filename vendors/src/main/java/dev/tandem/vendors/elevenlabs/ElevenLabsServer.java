package dev.tandem.vendors.elevenlabs;

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
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * Speaks as ElevenLabs' WebSockets {@code /v1/text-to-speech/{voice_id}/multi-stream-input} and {@code stream-input} do,
 * by their API reference of November 2026. Keys, voices and models are refused as there: over the open connection, which
 * is then closed with 1008.
 */
public final class ElevenLabsServer extends VendorServer {

    private static final Pattern PATH = Pattern.compile("/v1/text-to-speech/([^/]+)/(multi-stream-input|stream-input)");

    private static final int POLICY = 1_008;

    /** Contexts that one connection may have open. */
    private static final int MOST = 5;

    private final Function<String, short[]> voice;
    private final Duration thinking;

    /** A server that sounds a tone, at once. */
    public ElevenLabsServer() {
        this(Sound::tone, Duration.ZERO);
    }

    /**
     * A server with a voice.
     *
     * @param voice makes the samples of a text, mono, 24 kHz, 16 bit
     * @param thinking time before the first audio of each text
     */
    public ElevenLabsServer(Function<String, short[]> voice, Duration thinking) {
        this.voice = voice;
        this.thinking = thinking;
    }

    @Override
    protected Answer answer(Exchange exchange) {
        Matcher path = PATH.matcher(exchange.path());
        return path.matches() ? upgraded(conversation(exchange, path.group(1), path.group(2))) : error(404);
    }

    private Conversation conversation(Exchange exchange, String voiceId, String endpoint) {
        String key = exchange.header("xi-api-key");
        String model = exchange.query("model_id");
        if (key == null || key.isBlank() || key.equals("wrong")) {
            return refusing("invalid_api_key", "Invalid API key");
        }
        if (voiceId.equals("unknown")) {
            return refusing("voice_id_does_not_exist", "A voice with voice_id unknown does not exist.");
        }
        if (model != null && !model.startsWith("eleven_")) {
            return refusing("model_not_found", "A model with model_id " + model + " does not exist.");
        }
        return endpoint.equals("stream-input") ? new OneContext() : new Contexts();
    }

    @Override
    protected String errorBody(int status) {
        String code = switch (status) {
            case 401 -> "invalid_api_key";
            case 402 -> "quota_exceeded";
            case 429 -> "too_many_concurrent_requests";
            default -> "internal_error";
        };
        ObjectNode body = JsonMapper.shared().createObjectNode();
        body.putObject("detail").put("status", code).put("code", code).put("message", "Status " + status + ".");
        return body.toString();
    }

    /** Returns a conversation that says what is wrong with the first message, and closes. */
    public static Conversation refusing(String error, String message) {
        return (wire, _) -> {
            wire.send(JsonMapper.shared()
                    .createObjectNode()
                    .put("message", message)
                    .put("error", error)
                    .put("code", POLICY)
                    .toString());
            wire.close(POLICY, message);
        };
    }

    private final class Contexts implements Conversation {

        private final Map<String, VoiceContext> contexts = new ConcurrentHashMap<>();

        @Override
        public void text(Wire wire, String text) throws IOException {
            JsonNode message = JsonMapper.shared().readTree(text);
            if (message.path("close_socket").asBoolean(false)) {
                wire.close(1_000, "");
                return;
            }
            String id = message.path("context_id").asString("default");
            VoiceContext context = contexts.get(id);
            if (message.path("close_context").asBoolean(false)) {
                if (context != null) {
                    contexts.remove(id);
                    context.close();
                }
                return;
            }
            if (context == null) {
                if (contexts.size() == MOST) {
                    refusing("max_active_conversations", "Maximum simultaneous contexts exceeded (5).")
                            .text(wire, text);
                    return;
                }
                context = new VoiceContext(wire, id, voice, thinking);
                contexts.put(id, context);
            }
            context.take(
                    message.path("text").asString(""), message.path("flush").asBoolean(false));
        }

        @Override
        public void closed(Wire wire) {
            contexts.values().forEach(VoiceContext::abandon);
        }
    }

    /** The older endpoint, which ElevenLabs' own Python client speaks: an empty text ends the only context. */
    private final class OneContext implements Conversation {

        private volatile @Nullable VoiceContext context;

        @Override
        public void text(Wire wire, String text) {
            String words = JsonMapper.shared().readTree(text).path("text").asString("");
            VoiceContext open = context;
            if (open == null) {
                open = new VoiceContext(wire, "", voice, thinking);
                context = open;
            }
            open.take(words, words.isEmpty());
            if (words.isEmpty()) {
                open.close();
            }
        }

        @Override
        public void closed(Wire wire) {
            VoiceContext open = context;
            if (open != null) {
                open.abandon();
            }
        }
    }
}

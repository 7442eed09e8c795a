package dev.tandem.vendors.openai.voice;

import dev.tandem.vendors.Exchange;
import dev.tandem.vendors.VendorServer;
import dev.tandem.vendors.voice.Sound;
import java.time.Duration;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * Speaks as OpenAI's {@code POST /v1/audio/speech} does for {@code response_format: pcm}, by their API reference of
 * November 2026.
 */
public final class OpenAiVoiceServer extends VendorServer {

    private static final Set<String> VOICES = Set.of(
            "alloy", "ash", "ballad", "coral", "echo", "fable", "onyx", "nova", "sage", "shimmer", "verse", "marin",
            "cedar");

    private static final int CHUNK_MS = 200;

    private final Function<String, short[]> voice;
    private final Duration thinking;

    /** A server that sounds a tone, at once. */
    public OpenAiVoiceServer() {
        this(Sound::tone, Duration.ZERO);
    }

    /**
     * A server with a voice.
     *
     * @param voice makes the samples of a text, mono, 24 kHz, 16 bit
     * @param thinking time before the first audio of each text
     */
    public OpenAiVoiceServer(Function<String, short[]> voice, Duration thinking) {
        this.voice = voice;
        this.thinking = thinking;
    }

    @Override
    protected Answer answer(Exchange exchange) {
        String bearer = exchange.header("Authorization");
        if (bearer == null || bearer.equals("Bearer wrong")) {
            return error(401);
        }
        if (exchange.path().equals("/v1/models")) {
            return json(200, "");
        }
        if (!exchange.path().equals("/v1/audio/speech")) {
            return error(404);
        }
        JsonNode request = exchange.json();
        String model = request.path("model").asString("");
        if (!model.startsWith("tts-") && !model.startsWith("gpt-4o-mini-tts")) {
            return json(404, body("The model '" + model + "' does not exist.", "model_not_found", "model"));
        }
        if (!VOICES.contains(request.path("voice").asString(""))) {
            return json(400, body("Input should be one of the voices.", "invalid_value", "voice"));
        }
        Sound sound = Sound.of(request.path("input").asString(""), voice);
        return streamed("audio/pcm", wire -> {
            wire.pause(thinking);
            for (Sound.Piece piece : sound.pieces(CHUNK_MS)) {
                wire.send(piece.bytes());
            }
        });
    }

    @Override
    protected String errorBody(int status) {
        return switch (status) {
            case 401 -> body("Incorrect API key provided.", "invalid_api_key", null);
            case 429 -> body("Rate limit reached.", "rate_limit_exceeded", null);
            default -> body("Status " + status + ".", null, null);
        };
    }

    private static String body(String message, @Nullable String code, @Nullable String param) {
        ObjectNode body = JsonMapper.shared().createObjectNode();
        body.putObject("error")
                .put("message", message)
                .put("type", "invalid_request_error")
                .put("param", param)
                .put("code", code);
        return body.toString();
    }
}

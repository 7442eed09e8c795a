package dev.tandem.workers.speech.deepgram;

import dev.tandem.workers.provider.ProviderException;
import dev.tandem.workers.provider.socket.SocketTarget;
import dev.tandem.workers.speech.streamed.Dialect;
import dev.tandem.workers.speech.streamed.Heard;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Speaks the messages of {@code /v1/listen}: {@code Results}, {@code Metadata}, {@code Error}. */
final class NovaDialect implements Dialect {

    private final SocketTarget target;

    /** The service does not count its segments: each ends with a result that is final. */
    private int segment;

    NovaDialect(SocketTarget target) {
        this.target = target;
    }

    @Override
    public SocketTarget target() {
        return target;
    }

    @Override
    public String flush() {
        return "{\"type\":\"Finalize\"}";
    }

    @Override
    public String farewell() {
        return "{\"type\":\"CloseStream\"}";
    }

    @Override
    public List<Heard> read(String text) {
        JsonNode message = JsonMapper.shared().readTree(text);
        return switch (message.path("type").stringValue()) {
            case "Results" -> results(message);
            // Error tells of a message of ours that it could not read, and the stream goes on.
            case "Error" ->
                List.of(new Heard.Refused(new ProviderException(
                        ProviderException.Reason.WRONG_REQUEST,
                        "The provider 'deepgram' refuses a message: "
                                + message.path("description").asString(""))));
            // Metadata, UtteranceEnd, SpeechStarted, and what later versions add
            default -> List.of();
        };
    }

    private List<Heard> results(JsonNode results) {
        boolean settled = results.path("is_final").asBoolean(false);
        double until =
                results.path("start").doubleValue() + results.path("duration").doubleValue();
        String text = results.path("channel")
                .path("alternatives")
                .path(0)
                .path("transcript")
                .asString("");
        int number = segment;
        Heard words = new Heard.Words(number, text, until, settled);
        if (!settled) {
            return List.of(words);
        }
        segment++;
        return results.path("from_finalize").asBoolean(false)
                ? List.of(words, new Heard.Flushed(number, Double.NaN))
                : List.of(words);
    }
}

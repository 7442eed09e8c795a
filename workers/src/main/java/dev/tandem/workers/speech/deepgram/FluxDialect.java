package dev.tandem.workers.speech.deepgram;

import dev.tandem.workers.provider.ProviderException;
import dev.tandem.workers.provider.ProviderException.Reason;
import dev.tandem.workers.provider.socket.SocketTarget;
import dev.tandem.workers.speech.streamed.Dialect;
import dev.tandem.workers.speech.streamed.Heard;
import java.util.List;
import java.util.Locale;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Speaks the messages of {@code /v2/listen}: {@code Connected}, {@code TurnInfo}, {@code Error}. The service says about
 * every 250 ms how far it has understood the audio, so a pause only waits for that; the end of an utterance is a
 * {@code ForceEndTurn}.
 */
final class FluxDialect implements Dialect {

    private final SocketTarget target;

    FluxDialect(SocketTarget target) {
        this.target = target;
    }

    @Override
    public SocketTarget target() {
        return target;
    }

    @Override
    public String flush() {
        return "{\"type\":\"ForceEndTurn\"}";
    }

    @Override
    public boolean tellsProgress() {
        return true;
    }

    @Override
    public String farewell() {
        return "{\"type\":\"CloseStream\"}";
    }

    @Override
    public List<Heard> read(String text) {
        JsonNode message = JsonMapper.shared().readTree(text);
        return switch (message.path("type").stringValue()) {
            case "TurnInfo" -> turn(message);
            case "Error" -> List.of(new Heard.Refused(fault(message)));
            // Connected, Warning, ConfigureSuccess, and what later versions add
            default -> List.of();
        };
    }

    private static List<Heard> turn(JsonNode turn) {
        int number = turn.path("turn_index").intValue();
        boolean over = turn.path("event").stringValue().equals("EndOfTurn");
        double until = turn.path("audio_window_end").doubleValue();
        Heard words = new Heard.Words(number, turn.path("transcript").stringValue(), until, over);
        if (!over) {
            return List.of(words);
        }
        boolean forced = turn.path("trigger").asString("").equals("manual");
        return forced
                ? List.of(words, new Heard.Flushed(number, until))
                : List.of(
                        words,
                        new Heard.TurnOver(
                                number, turn.path("end_of_turn_confidence").doubleValue()),
                        new Heard.Flushed(number, until));
    }

    private static ProviderException fault(JsonNode error) {
        String code = error.path("code").asString("");
        String name = code.toUpperCase(Locale.ROOT);
        Reason reason = name.contains("AUTH")
                ? Reason.WRONG_KEY
                : name.contains("RATE") || name.contains("LIMIT") ? Reason.TOO_MUCH : Reason.UNAVAILABLE;
        return new ProviderException(
                reason,
                "The provider 'deepgram' ended the stream (" + code + "): "
                        + error.path("description").asString(""));
    }
}

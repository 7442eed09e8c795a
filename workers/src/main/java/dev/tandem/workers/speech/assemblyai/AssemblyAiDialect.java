package dev.tandem.workers.speech.assemblyai;

import dev.tandem.workers.provider.ProviderException;
import dev.tandem.workers.provider.socket.SocketTarget;
import dev.tandem.workers.speech.streamed.Dialect;
import dev.tandem.workers.speech.streamed.Heard;
import java.util.List;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Speaks the messages of {@code /v3/ws}: {@code Begin}, {@code Turn}, {@code Termination}, {@code Error}. A pause is a
 * {@code ForceEndpoint}; the turn that answers it carries the service's confidence that the caller has finished.
 */
final class AssemblyAiDialect implements Dialect {

    private final SocketTarget target;
    private final AssemblyAiSettings settings;

    AssemblyAiDialect(SocketTarget target, AssemblyAiSettings settings) {
        this.target = target;
        this.settings = settings;
    }

    @Override
    public SocketTarget target() {
        return target;
    }

    @Override
    public String flush() {
        return "{\"type\":\"ForceEndpoint\"}";
    }

    @Override
    public String farewell() {
        return "{\"type\":\"Terminate\"}";
    }

    @Override
    public List<Heard> read(String text) {
        JsonNode message = JsonMapper.shared().readTree(text);
        return switch (message.path("type").stringValue()) {
            case "Turn" -> turn(message);
            case "Error" -> List.of(new Heard.Refused(fault(message)));
            // Begin, Termination, SpeechStarted, Warning, and what later versions add
            default -> List.of();
        };
    }

    private List<Heard> turn(JsonNode turn) {
        int number = turn.path("turn_order").intValue();
        boolean over = turn.path("end_of_turn").booleanValue();
        // The service says a turn that is over once more when it has formatted it.
        boolean settled =
                over && (!settings.formatted() || turn.path("turn_is_formatted").booleanValue());
        Heard words = new Heard.Words(
                number, over ? turn.path("transcript").stringValue() : words(turn), until(turn), settled);
        if (!settled) {
            return List.of(words);
        }
        double confidence = turn.path("end_of_turn_confidence").doubleValue(0);
        return confidence >= settings.threshold()
                ? List.of(words, new Heard.TurnOver(number, confidence), new Heard.Flushed(number, Double.NaN))
                : List.of(words, new Heard.Flushed(number, Double.NaN));
    }

    /** Returns all words of a turn under way: its transcript has only those that are final. */
    private static String words(JsonNode turn) {
        return turn.path("words").values().stream()
                .map(word -> word.path("text").stringValue())
                .collect(Collectors.joining(" "));
    }

    private static double until(JsonNode turn) {
        JsonNode words = turn.path("words");
        return words.isEmpty()
                ? Double.NaN
                : words.get(words.size() - 1).path("end").doubleValue() / 1_000;
    }

    private static ProviderException fault(JsonNode error) {
        int code = error.path("error_code").intValue(1_011);
        String words = error.path("error").asString("");
        return new ProviderException(
                AssemblyAiSettings.CLOSING.reason(code, words),
                "The provider 'assemblyai' ended the session (" + code + "): " + words);
    }
}

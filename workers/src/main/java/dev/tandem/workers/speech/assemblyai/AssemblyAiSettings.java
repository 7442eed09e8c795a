package dev.tandem.workers.speech.assemblyai;

import dev.tandem.workers.provider.Account;
import dev.tandem.workers.provider.ProviderException.Reason;
import dev.tandem.workers.provider.socket.CloseCodes;
import dev.tandem.workers.provider.socket.SocketTarget;
import dev.tandem.workers.speech.SpeechToText;
import dev.tandem.workers.speech.streamed.SocketRecogniser;
import dev.tandem.workflows.graph.ProviderConfig;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import okhttp3.HttpUrl;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * What a document says of AssemblyAI.
 *
 * @param model as the document names it; {@code universal-streaming} is the English or the multilingual one
 * @param language BCP 47; empty: the document's
 * @param keyterms words that are easily mistaken
 * @param formatted whether words are asked for with punctuation and digits, which takes the service longer
 * @param threshold confidence from which a turn is taken for over, 0 to 1
 */
record AssemblyAiSettings(String model, String language, List<String> keyterms, boolean formatted, double threshold) {

    private static final String UNIVERSAL = "universal-streaming";

    /** The vendor's own default. */
    private static final double THRESHOLD = .4;

    /** Terms that the service takes at most, and characters of each. */
    private static final int MOST_TERMS = 100;

    private static final int LONGEST_TERM = 50;

    /** The codes of the vendor's page "Common session errors and closures", and those of its SDK. */
    static final CloseCodes CLOSING = (code, words) -> switch (code) {
        case 1008 -> words.toLowerCase(Locale.ROOT).contains("concurrent") ? Reason.TOO_MUCH : Reason.WRONG_KEY;
        case 3006, 4000, 4032, 4033, 4034, 4100, 4101 -> Reason.WRONG_REQUEST;
        case 3007, 3009, 4029, 4102 -> Reason.TOO_MUCH;
        case 4001, 4002, 4003 -> Reason.WRONG_KEY;
        default -> CloseCodes.STANDARD.reason(code, words);
    };

    static AssemblyAiSettings of(ProviderConfig config) {
        return new AssemblyAiSettings(
                config.text("model", UNIVERSAL),
                config.text("language", ""),
                config.config().path("keyterms").values().stream()
                        .map(JsonNode::asString)
                        .toList(),
                config.config().path("format").asBoolean(false),
                config.number("end_of_turn_confidence", THRESHOLD));
    }

    /** @throws dev.tandem.workers.provider.ProviderException if there is no key */
    SocketTarget target(Account account, SpeechToText.Options options) {
        SocketRecogniser.requireKey(account, AssemblyAiProvider.NAME, "ASSEMBLYAI_API_KEY");
        HttpUrl.Builder url = account.at("v3/ws")
                .newBuilder()
                .addQueryParameter("sample_rate", String.valueOf(options.sampleRate()))
                .addQueryParameter("encoding", "pcm_s16le")
                .addQueryParameter("speech_model", speechModel(options))
                .addQueryParameter("format_turns", String.valueOf(formatted))
                .addQueryParameter("end_of_turn_confidence_threshold", String.valueOf(threshold));
        List<String> terms = Stream.concat(keyterms.stream(), options.keyterms().stream())
                .filter(term -> !term.isBlank() && term.length() <= LONGEST_TERM)
                .distinct()
                .limit(MOST_TERMS)
                .toList();
        if (!terms.isEmpty()) {
            url.addQueryParameter("keyterms_prompt", JsonMapper.shared().writeValueAsString(terms));
        }
        Map<String, String> headers = Map.of("Authorization", account.key(), "AssemblyAI-Version", "2025-05-12");
        return new SocketTarget(AssemblyAiProvider.NAME, url.build(), headers, null, CLOSING);
    }

    private String speechModel(SpeechToText.Options options) {
        if (!model.equals(UNIVERSAL)) {
            return model;
        }
        String spoken = language.isBlank() ? options.language() : language;
        boolean english = Locale.forLanguageTag(spoken).getLanguage().equals("en");
        return english ? "universal-streaming-english" : "universal-streaming-multilingual";
    }
}

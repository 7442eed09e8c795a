package dev.tandem.workers.speech.deepgram;

import dev.tandem.workers.provider.Account;
import dev.tandem.workers.provider.socket.CloseCodes;
import dev.tandem.workers.provider.socket.SocketTarget;
import dev.tandem.workers.speech.SpeechToText;
import dev.tandem.workers.speech.streamed.SocketRecogniser;
import dev.tandem.workflows.graph.ProviderConfig;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import okhttp3.HttpUrl;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * What a document says of Deepgram.
 *
 * @param model as the document names it; {@code flux} is the English or the multilingual one
 * @param language BCP 47; empty: the document's
 * @param keyterms words that are easily mistaken
 * @param formatted whether dates, numbers and the like are written as one writes them
 * @param threshold confidence at which Flux ends a turn, .5 to 1
 */
record DeepgramSettings(String model, String language, List<String> keyterms, boolean formatted, double threshold) {

    private static final String NOVA = "nova-3";

    /** The vendor's own default. */
    private static final double THRESHOLD = .7;

    private static final int MOST_TERMS = 100;

    /** A connection without a message is closed after 10 s (NET-0001). */
    private static final SocketTarget.KeepAlive KEEP_ALIVE =
            new SocketTarget.KeepAlive(Duration.ofSeconds(4), "{\"type\":\"KeepAlive\"}");

    static DeepgramSettings of(ProviderConfig config) {
        return new DeepgramSettings(
                config.text("model", NOVA),
                config.text("language", ""),
                config.config().path("keyterms").values().stream()
                        .map(JsonNode::asString)
                        .toList(),
                config.config().path("format").asBoolean(true),
                config.number("end_of_turn_confidence", THRESHOLD));
    }

    boolean isFlux() {
        return model.startsWith("flux");
    }

    private String spoken(SpeechToText.Options options) {
        return language.isBlank() ? options.language() : language;
    }

    /** Returns the stream of {@code /v1/listen}. The service ends no segment by itself at a pause: we tell it to. */
    SocketTarget nova(Account account, SpeechToText.Options options) {
        HttpUrl.Builder url = audio(account.at("v1/listen"), model, options)
                .addQueryParameter("language", spoken(options))
                .addQueryParameter("channels", "1")
                .addQueryParameter("interim_results", "true")
                .addQueryParameter("endpointing", "false")
                .addQueryParameter("punctuate", "true")
                .addQueryParameter("smart_format", String.valueOf(formatted));
        return target(account, url, KEEP_ALIVE, options);
    }

    /** Returns the stream of {@code /v2/listen}. */
    SocketTarget flux(Account account, SpeechToText.Options options) {
        String language = Locale.forLanguageTag(spoken(options)).getLanguage();
        boolean english = language.equals("en");
        String own = model.equals("flux") ? (english ? "flux-general-en" : "flux-general-multi") : model;
        HttpUrl.Builder url = audio(account.at("v2/listen"), own, options)
                .addQueryParameter("eot_threshold", String.valueOf(threshold));
        if (own.endsWith("-multi")) {
            url.addQueryParameter("language_hint", language);
        }
        return target(account, url, null, options);
    }

    private static HttpUrl.Builder audio(HttpUrl endpoint, String model, SpeechToText.Options options) {
        return endpoint.newBuilder()
                .addQueryParameter("model", model)
                .addQueryParameter("encoding", "linear16")
                .addQueryParameter("sample_rate", String.valueOf(options.sampleRate()));
    }

    private SocketTarget target(
            Account account,
            HttpUrl.Builder url,
            SocketTarget.@Nullable KeepAlive keepAlive,
            SpeechToText.Options options) {
        SocketRecogniser.requireKey(account, DeepgramProvider.NAME, "DEEPGRAM_API_KEY");
        Stream.concat(keyterms.stream(), options.keyterms().stream())
                .filter(term -> !term.isBlank())
                .distinct()
                .limit(MOST_TERMS)
                .forEach(term -> url.addQueryParameter("keyterm", term));
        // 1008 is DATA-0000, audio that cannot be read; 1011 is NET-0000 and NET-0001: RFC 6455 sorts both.
        return new SocketTarget(
                DeepgramProvider.NAME,
                url.build(),
                Map.of("Authorization", "Token " + account.key()),
                keepAlive,
                CloseCodes.STANDARD);
    }
}

package dev.tandem.workers.speech.elevenlabs;

import dev.tandem.workers.egress.Egress;
import dev.tandem.workers.provider.Account;
import dev.tandem.workers.provider.Provider;
import dev.tandem.workers.provider.socket.CloseCodes;
import dev.tandem.workers.provider.socket.ProviderSockets;
import dev.tandem.workers.provider.socket.SocketTarget;
import dev.tandem.workers.speech.TextToSpeech;
import dev.tandem.workers.speech.socket.SocketVoice;
import dev.tandem.workflows.catalog.ProviderDescriptor;
import dev.tandem.workflows.graph.ProviderConfig;
import dev.tandem.workflows.graph.ProviderKind;
import java.util.Locale;
import java.util.Map;
import okhttp3.HttpUrl;

/**
 * Speaks by ElevenLabs' WebSocket for several contexts, {@code /v1/text-to-speech/{voice_id}/multi-stream-input}, as
 * their API reference of November 2026 has it (their Python client 2.78): each reply is a context, each clause is
 * flushed, audio comes with the time of each character, and {@code close_context} ends a context.
 */
public final class ElevenLabsProvider implements Provider<TextToSpeech> {

    private static final String NAME = "elevenlabs";

    private static final String STANDARD_MODEL = "eleven_flash_v2_5";

    /** George, the voice of ElevenLabs' own quick start. */
    private static final String STANDARD_VOICE = "JBFqnCBsd6RMkjVDRZzb";

    /** The longest that ElevenLabs allows, s: a context may wait for a tool. */
    private static final String INACTIVITY = "180";

    private static final ProviderDescriptor DESCRIPTOR = ProviderDescriptor.of(ProviderKind.TTS, NAME);

    /** ElevenLabs closes with 1008 whatever the reason is, and says it in words. */
    private static final CloseCodes CLOSING =
            (code, words) -> code == 1008 ? ElevenLabsFaults.reason(words) : CloseCodes.STANDARD.reason(code, words);

    private final ProviderSockets sockets = new ProviderSockets();

    @Override
    public ProviderKind kind() {
        return ProviderKind.TTS;
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public void leaveThrough(Egress egress) {
        sockets.leaveThrough(egress);
    }

    @Override
    public TextToSpeech open(ProviderConfig config) {
        Account account = Account.of(config, "ELEVENLABS", "https://api.elevenlabs.io");
        return new SocketVoice(
                sockets.open(),
                new TextToSpeech.Options(config.text("voice_id", ""), 1),
                options -> new SocketTarget(
                        NAME, url(account, config, options), Map.of("xi-api-key", account.key()), null, CLOSING),
                options -> new ElevenLabsWording(options.speed()));
    }

    private static HttpUrl url(Account account, ProviderConfig config, TextToSpeech.Options options) {
        boolean isModel = DESCRIPTOR.namesModel(options.voice());
        String model = config.text("model", isModel ? options.voice() : STANDARD_MODEL);
        HttpUrl.Builder url = account.at("v1/text-to-speech")
                .newBuilder()
                .addPathSegment(options.voice().isEmpty() || isModel ? STANDARD_VOICE : options.voice())
                .addPathSegment("multi-stream-input")
                .addQueryParameter("model_id", model)
                .addQueryParameter("output_format", "pcm_24000")
                .addQueryParameter("inactivity_timeout", INACTIVITY)
                .addQueryParameter("sync_alignment", "true")
                // Clauses come whole, and each is flushed: nothing is gained by waiting for more text.
                .addQueryParameter("auto_mode", "true");
        String language = Locale.forLanguageTag(config.text("language", "")).getLanguage();
        if (!language.isEmpty() && model.endsWith("_v2_5")) {
            // The other models find the language out by themselves, and refuse to be told.
            url.addQueryParameter("language_code", language);
        }
        return url.build();
    }

    @Override
    public void close() {
        sockets.close();
    }
}

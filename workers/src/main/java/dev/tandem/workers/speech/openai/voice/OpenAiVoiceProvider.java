package dev.tandem.workers.speech.openai.voice;

import dev.tandem.workers.egress.Egress;
import dev.tandem.workers.provider.Account;
import dev.tandem.workers.provider.Provider;
import dev.tandem.workers.provider.ProviderException;
import dev.tandem.workers.speech.SpeechException;
import dev.tandem.workers.speech.TextToSpeech;
import dev.tandem.workflows.graph.ProviderConfig;
import dev.tandem.workflows.graph.ProviderKind;
import java.time.Duration;
import java.util.concurrent.Executors;
import okhttp3.Dispatcher;
import okhttp3.OkHttpClient;
import org.jspecify.annotations.Nullable;

/**
 * Speaks by OpenAI's {@code POST /v1/audio/speech}, or by a service that speaks this API. The protocol is that of
 * OpenAI's API reference of November 2026 (its Python client 3.57): raw PCM of 24 kHz comes as it is synthesised. There
 * are no contexts and no times: each clause is a request.
 */
public final class OpenAiVoiceProvider implements Provider<TextToSpeech> {

    /** A connection that is kept for a call is asked this often whether it still stands. */
    private static final Duration PING = Duration.ofSeconds(20);

    private volatile @Nullable OkHttpClient client;

    @Override
    public ProviderKind kind() {
        return ProviderKind.TTS;
    }

    @Override
    public String name() {
        return "openai";
    }

    @Override
    public void leaveThrough(Egress egress) {
        client = client(egress);
    }

    /** Requests of many calls run at once, and one that met a stale connection is sent again: it spoke nothing yet. */
    private static OkHttpClient client(Egress egress) {
        Dispatcher dispatcher = new Dispatcher(Executors.newVirtualThreadPerTaskExecutor());
        dispatcher.setMaxRequests(Integer.MAX_VALUE);
        dispatcher.setMaxRequestsPerHost(Integer.MAX_VALUE);
        return egress.client()
                .newBuilder()
                .dispatcher(dispatcher)
                .retryOnConnectionFailure(true)
                .pingInterval(PING)
                .build();
    }

    @Override
    public TextToSpeech open(ProviderConfig config) {
        OkHttpClient out = client;
        if (out == null) {
            throw new SpeechException(
                    ProviderException.Reason.UNAVAILABLE,
                    "This process gave its providers no way out, so it reaches none of them.");
        }
        return new OpenAiVoice(
                new SpeechRequests(out, Account.of(config, "OPENAI", "https://api.openai.com/v1"), config));
    }

    @Override
    public void close() {
        OkHttpClient out = client;
        if (out != null) {
            out.dispatcher().cancelAll();
            out.dispatcher().executorService().shutdown();
        }
    }
}

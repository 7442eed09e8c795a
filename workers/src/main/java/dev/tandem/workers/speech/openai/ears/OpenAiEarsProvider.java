package dev.tandem.workers.speech.openai.ears;

import dev.tandem.workers.egress.Egress;
import dev.tandem.workers.provider.Account;
import dev.tandem.workers.provider.Provider;
import dev.tandem.workers.provider.ProviderException;
import dev.tandem.workers.provider.ProviderException.Reason;
import dev.tandem.workers.speech.ByUtterance;
import dev.tandem.workers.speech.SpeechException;
import dev.tandem.workers.speech.SpeechToText;
import dev.tandem.workflows.graph.ProviderConfig;
import dev.tandem.workflows.graph.ProviderKind;
import java.time.Duration;
import java.util.concurrent.Executors;
import okhttp3.Dispatcher;
import okhttp3.OkHttpClient;
import org.jspecify.annotations.Nullable;

/**
 * Recognises by OpenAI's {@code POST /v1/audio/transcriptions}, or by a service that speaks this API. The protocol is
 * that of OpenAI's API reference of November 2026 (its Python client 3.57). Each utterance is a request, which begins
 * at the caller's pause; there are no partial words, and the service takes no turn for over.
 */
public final class OpenAiEarsProvider implements Provider<SpeechToText> {

    private static final String ADDRESS = "https://api.openai.com/v1";

    /** Requests at once. Each call has one at a time, and in a long pause two. */
    private static final int MOST = 10_000;

    /** A connection that is kept for a call is asked this often whether it still stands. */
    private static final Duration PING = Duration.ofSeconds(20);

    /** A request is given up after this time, also where nobody stands ready instead. */
    private static final Duration LONGEST = Duration.ofSeconds(10);

    private volatile @Nullable OkHttpClient client;

    @Override
    public ProviderKind kind() {
        return ProviderKind.STT;
    }

    @Override
    public String name() {
        return "openai";
    }

    /** A request that met a stale connection is sent again: nothing was heard of it yet. */
    @Override
    public void leaveThrough(Egress egress) {
        Dispatcher dispatcher = new Dispatcher(Executors.newThreadPerTaskExecutor(
                Thread.ofVirtual().name("transcription-", 0).factory()));
        dispatcher.setMaxRequests(MOST);
        dispatcher.setMaxRequestsPerHost(MOST);
        client = egress.client()
                .newBuilder()
                .dispatcher(dispatcher)
                .retryOnConnectionFailure(true)
                .callTimeout(LONGEST)
                .pingInterval(PING)
                .build();
    }

    @Override
    public SpeechToText open(ProviderConfig config) {
        OkHttpClient door = client;
        if (door == null) {
            throw new SpeechException(
                    Reason.UNAVAILABLE, "This process gave its providers no way out, so it reaches none of them.");
        }
        OpenAiEars ears = new OpenAiEars(door, account(config), config);
        ByUtterance cut = new ByUtterance(ears);
        return (options, events) -> {
            ears.connect();
            return cut.open(options, events);
        };
    }

    private static Account account(ProviderConfig config) {
        try {
            return Account.of(config, "OPENAI", ADDRESS);
        } catch (ProviderException fault) {
            throw SpeechException.of(fault, "speech to text cannot be opened");
        }
    }

    @Override
    public void close() {
        OkHttpClient door = client;
        if (door != null) {
            door.dispatcher().cancelAll();
            door.dispatcher().executorService().shutdown();
        }
    }
}

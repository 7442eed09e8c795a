package dev.tandem.workers.speech.deepgram;

import dev.tandem.workers.egress.Egress;
import dev.tandem.workers.provider.Account;
import dev.tandem.workers.provider.Provider;
import dev.tandem.workers.provider.ProviderException;
import dev.tandem.workers.provider.socket.ProviderSockets;
import dev.tandem.workers.speech.SpeechException;
import dev.tandem.workers.speech.SpeechToText;
import dev.tandem.workers.speech.streamed.Dialect;
import dev.tandem.workers.speech.streamed.SocketRecogniser;
import dev.tandem.workflows.graph.ProviderConfig;
import dev.tandem.workflows.graph.ProviderKind;
import java.time.Duration;

/**
 * Recognises with Deepgram over its WebSockets: {@code /v1/listen} for Nova, {@code /v2/listen} for Flux, which also
 * says when the caller's turn is over; both as the vendor's SDK 7.17.0 speaks them.
 */
public final class DeepgramProvider implements Provider<SpeechToText> {

    static final String NAME = "deepgram";

    private static final String ADDRESS = "https://api.deepgram.com";

    private final ProviderSockets sockets = new ProviderSockets();

    @Override
    public ProviderKind kind() {
        return ProviderKind.STT;
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
    public SpeechToText open(ProviderConfig config) {
        try {
            return recogniser(config);
        } catch (ProviderException fault) {
            throw SpeechException.of(fault, "speech to text cannot be opened");
        }
    }

    private SpeechToText recogniser(ProviderConfig config) {
        Account account = Account.of(config, "DEEPGRAM", ADDRESS);
        DeepgramSettings settings = DeepgramSettings.of(config);
        Duration deadline = Duration.ofMillis((long) config.number("deadline_ms", 1_500));
        return new SocketRecogniser(sockets.open(), options -> dialect(account, settings, options), deadline);
    }

    private static Dialect dialect(Account account, DeepgramSettings settings, SpeechToText.Options options) {
        return settings.isFlux()
                ? new FluxDialect(settings.flux(account, options))
                : new NovaDialect(settings.nova(account, options));
    }

    @Override
    public void close() {
        sockets.close();
    }
}

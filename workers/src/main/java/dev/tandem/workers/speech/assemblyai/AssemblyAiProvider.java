package dev.tandem.workers.speech.assemblyai;

import dev.tandem.workers.egress.Egress;
import dev.tandem.workers.provider.Account;
import dev.tandem.workers.provider.Provider;
import dev.tandem.workers.provider.ProviderException;
import dev.tandem.workers.provider.socket.ProviderSockets;
import dev.tandem.workers.speech.SpeechException;
import dev.tandem.workers.speech.SpeechToText;
import dev.tandem.workers.speech.streamed.SocketRecogniser;
import dev.tandem.workflows.graph.ProviderConfig;
import dev.tandem.workflows.graph.ProviderKind;
import java.time.Duration;

/**
 * Recognises with AssemblyAI's Universal-Streaming over its WebSocket {@code /v3/ws}, in the version 2025-05-12 of the
 * API (header {@code AssemblyAI-Version}), as the vendor's SDK 1.8.2 speaks it.
 */
public final class AssemblyAiProvider implements Provider<SpeechToText> {

    static final String NAME = "assemblyai";

    private static final String ADDRESS = "https://streaming.assemblyai.com";

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
        Account account = Account.of(config, "ASSEMBLYAI", ADDRESS);
        AssemblyAiSettings settings = AssemblyAiSettings.of(config);
        Duration deadline = Duration.ofMillis((long) config.number("deadline_ms", 1_500));
        return new SocketRecogniser(
                sockets.open(),
                options -> new AssemblyAiDialect(settings.target(account, options), settings),
                deadline);
    }

    @Override
    public void close() {
        sockets.close();
    }
}

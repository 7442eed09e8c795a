package dev.tandem.workers.speech.cartesia;

import dev.tandem.workers.egress.Egress;
import dev.tandem.workers.provider.Account;
import dev.tandem.workers.provider.Provider;
import dev.tandem.workers.provider.ProviderException.Reason;
import dev.tandem.workers.provider.socket.CloseCodes;
import dev.tandem.workers.provider.socket.ProviderSockets;
import dev.tandem.workers.provider.socket.SocketTarget;
import dev.tandem.workers.speech.TextToSpeech;
import dev.tandem.workers.speech.socket.SocketVoice;
import dev.tandem.workflows.graph.ProviderConfig;
import dev.tandem.workflows.graph.ProviderKind;
import java.util.Map;

/**
 * Speaks by Cartesia's WebSocket, {@code /tts/websocket}, in its version 2026-03-01: each reply is a context, each
 * clause is flushed, words come with their times, and {@code cancel} ends a context.
 */
public final class CartesiaProvider implements Provider<TextToSpeech> {

    static final String VERSION = "2026-03-01";

    private static final String NAME = "cartesia";

    /** Cartesia closes a connection on which nothing happened for five minutes; it is then replaced. */
    private static final CloseCodes CLOSING = (code, words) ->
            code == 1008 && words.contains("key") ? Reason.WRONG_KEY : CloseCodes.STANDARD.reason(code, words);

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
        Account account = Account.of(config, "CARTESIA", "https://api.cartesia.ai");
        SocketTarget target = new SocketTarget(
                NAME,
                account.at("tts/websocket"),
                Map.of("X-API-Key", account.key(), "Cartesia-Version", VERSION),
                null,
                CLOSING);
        return new SocketVoice(
                sockets.open(),
                TextToSpeech.Options.DEFAULT,
                _ -> target,
                options -> new CartesiaWording(CartesiaRequest.of(config, options)));
    }

    @Override
    public void close() {
        sockets.close();
    }
}

package dev.tandem.workers.speech.socket;

import dev.tandem.workers.provider.ProviderException;
import dev.tandem.workers.provider.socket.SocketTarget;
import dev.tandem.workers.provider.socket.Sockets;
import dev.tandem.workers.speech.SpeechException;
import dev.tandem.workers.speech.TextToSpeech;
import java.util.function.Function;

/**
 * Speaks over WebSocket connections. Each reply has one for itself while it is spoken. Between replies connections
 * wait, open, for whoever speaks next with the same account.
 */
public final class SocketVoice implements TextToSpeech {

    private final Sockets sockets;
    private final Options usual;
    private final Function<Options, SocketTarget> target;
    private final Function<Options, VoiceWording> wording;

    /**
     * Creates a voice.
     *
     * @param usual with which it will most likely speak
     * @param target where a reply with these options is spoken
     * @param wording makes the wording of one reply
     */
    public SocketVoice(
            Sockets sockets,
            Options usual,
            Function<Options, SocketTarget> target,
            Function<Options, VoiceWording> wording) {
        this.sockets = sockets;
        this.usual = usual;
        this.target = target;
        this.wording = wording;
    }

    @Override
    public void connect() {
        sockets.warm(target.apply(usual));
    }

    @Override
    public Context open(Options options, Sink sink) {
        try {
            SocketReply reply = new SocketReply(sockets, wording.apply(options), sink);
            reply.over(target.apply(options));
            return reply;
        } catch (ProviderException fault) {
            throw SpeechException.of(fault, "the voice could not be opened");
        }
    }
}

package dev.tandem.workers.speech.streamed;

import dev.tandem.workers.provider.Account;
import dev.tandem.workers.provider.ProviderException;
import dev.tandem.workers.provider.socket.Sockets;
import dev.tandem.workers.speech.SpeechEvent;
import dev.tandem.workers.speech.SpeechException;
import dev.tandem.workers.speech.SpeechToText;
import java.time.Duration;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * Recognises over WebSockets: one connection for each caller, opened when the agent begins to listen. A connection that
 * breaks is opened again at once, and hears the utterance under way from its beginning.
 */
public final class SocketRecogniser implements SpeechToText {

    private final Sockets sockets;
    private final Function<Options, Dialect> dialects;
    private final Duration deadline;

    /**
     * Creates a recogniser.
     *
     * @param dialects makes what speaks over one connection
     * @param deadline for the words that are asked for
     */
    public SocketRecogniser(Sockets sockets, Function<Options, Dialect> dialects, Duration deadline) {
        this.sockets = sockets;
        this.dialects = dialects;
        this.deadline = deadline;
    }

    /** @throws ProviderException if the account has no key; the sentence says where it belongs */
    public static void requireKey(Account account, String provider, String variable) {
        if (account.key().isEmpty()) {
            throw new ProviderException(
                    ProviderException.Reason.WRONG_KEY,
                    "There is no key for " + provider
                            + ": set stt.api_key to a secret of the workspace ({{workspace.NAME}}), or " + variable
                            + " where the workers run.");
        }
    }

    @Override
    public Stream open(Options options, Consumer<SpeechEvent> events) {
        if (options.sampleRate() != Options.RATE) {
            throw new SpeechException(
                    "Audio must have " + Options.RATE + " Hz, not " + options.sampleRate() + ".", false);
        }
        SocketStream stream = new SocketStream(sockets, () -> dialects.apply(options), deadline, events);
        stream.connect();
        return stream;
    }
}

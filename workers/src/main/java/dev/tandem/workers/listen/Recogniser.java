package dev.tandem.workers.listen;

import dev.tandem.workers.speech.SpeechEvent;
import dev.tandem.workers.speech.SpeechException;
import dev.tandem.workers.speech.SpeechToText;
import dev.tandem.workflows.graph.Agent;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;

/**
 * Keeps the recognition stream of the agent that listens. It opens the stream when the agent becomes active, not when
 * somebody speaks, and opens it again after it was lost. Owned by the listening thread; events come on any thread.
 */
final class Recogniser implements AutoCloseable {

    /** A stream that cannot be opened is tried again after this time, ns. */
    private static final long AGAIN_AFTER = Duration.ofSeconds(1).toNanos();

    private final Function<Agent, SpeechToText> recognisers;
    private final SpeechToText.Options options;
    private final SpeechInput.Listener listener;
    private Agent agent;
    private volatile Hearing hearing;
    private long openedAt;
    private volatile boolean wantsWords;

    /** @throws SpeechException if the agent's stream cannot be opened */
    Recogniser(
            Function<Agent, SpeechToText> recognisers,
            SpeechToText.Options options,
            Agent agent,
            SpeechInput.Listener listener) {
        this.recognisers = recognisers;
        this.options = options;
        this.agent = agent;
        this.listener = listener;
        this.hearing = open(agent);
    }

    private Hearing open(Agent whose) {
        openedAt = System.nanoTime();
        return new Hearing(recognisers.apply(whose));
    }

    /** Listens for this agent from now on. To be called before an utterance. */
    void serve(Agent active) {
        if (active.id().equals(agent.id()) && !hearing.lost) {
            return;
        }
        boolean same = active.stt().equals(agent.stt());
        boolean lost = hearing.lost && System.nanoTime() - openedAt > AGAIN_AFTER;
        agent = active;
        if (same && !lost) {
            return;
        }
        Hearing before = hearing;
        try {
            hearing = open(active);
            before.stream.close();
        } catch (SpeechException fault) {
            before.lost = true;
            listener.deaf(fault);
        }
    }

    void audio(float[] window) {
        hearing.wantPartials(wantsWords);
        hearing.stream.audio(window, 0, window.length);
    }

    /** @return false if this utterance cannot be recognised */
    boolean started() {
        try {
            hearing.endOfTurn = false;
            hearing.stream.started();
            return true;
        } catch (SpeechException fault) {
            listener.deaf(fault);
            return false;
        }
    }

    /** Returns the silence after which it is asked for the words, ms. */
    int pauseMs() {
        return hearing.pauseMs;
    }

    CompletableFuture<String> paused() {
        return hearing.stream.paused();
    }

    void resumed() {
        hearing.endOfTurn = false;
        hearing.stream.resumed();
    }

    CompletableFuture<String> ended() {
        return hearing.stream.ended();
    }

    /** Gives the stream up. It is opened again before the next utterance. */
    void isLost() {
        hearing.lost = true;
    }

    /** Whether the recogniser takes what it has heard for the end of the caller's turn. */
    boolean takesTurnForOver() {
        return hearing.endOfTurn;
    }

    void wantWords(boolean wanted) {
        wantsWords = wanted;
    }

    @Override
    public void close() {
        hearing.stream.close();
    }

    /** One stream, and what it has reported. */
    private final class Hearing {

        private final SpeechToText.Stream stream;
        private final int pauseMs;
        private boolean partials;
        private volatile boolean lost;
        private volatile boolean endOfTurn;

        private Hearing(SpeechToText recogniser) {
            stream = recogniser.open(options, this::told);
            pauseMs = recogniser.pauseMs();
        }

        private void wantPartials(boolean wanted) {
            if (partials != wanted) {
                partials = wanted;
                stream.wantPartials(wanted);
            }
        }

        private void told(SpeechEvent event) {
            switch (event) {
                case SpeechEvent.Partial(String text) -> {
                    if (wantsWords && !text.isBlank()) {
                        listener.words(text);
                    }
                }
                case SpeechEvent.EndOfTurn _ -> endOfTurn = true;
                case SpeechEvent.Fault(SpeechException fault) -> {
                    lost = true;
                    listener.deaf(fault);
                }
                case SpeechEvent.Started _, SpeechEvent.Final _, SpeechEvent.Usage _, SpeechEvent.News _ -> {}
            }
        }
    }
}

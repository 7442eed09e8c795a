package dev.tandem.workers.turn;

import dev.tandem.workers.audio.Playout;
import dev.tandem.workers.speech.SpeechException;
import dev.tandem.workers.speech.TextToSpeech;
import dev.tandem.workflows.graph.Agent;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Speaks for the agents of one call. Owned by the session's mailbox. */
final class Mouth {

    private static final Logger LOG = LoggerFactory.getLogger(Mouth.class);

    /** First audio waits for the durable {@code heard} at most this long, ms (turns.md, rule 1). */
    private static final long SPEAK_AHEAD_MS = 300;

    private final String callId;
    private final Function<Agent, TextToSpeech> voices;
    private final Playout playout;
    private final Durability durability;
    private Delivery.Resumption resumption;

    /** @param played words of an open reply that the caller heard from a process that is lost; empty: none */
    Mouth(String callId, Function<Agent, TextToSpeech> voices, Playout playout, Durability durability, String played) {
        this.callId = callId;
        this.voices = voices;
        this.playout = playout;
        this.durability = durability;
        this.resumption = Delivery.Resumption.after(played);
    }

    Delivery.Voice voice(Agent agent) {
        return new Delivery.Voice(
                voices.apply(agent),
                agent.tts().text("voice_id", ""),
                agent.tts().number("speed", 1));
    }

    /** Completes when what was heard is durable, or after {@link #SPEAK_AHEAD_MS} all the same. */
    CompletableFuture<Void> durable(TurnClock clock) {
        return durability
                .record()
                .thenRun(clock::durable)
                .completeOnTimeout(null, SPEAK_AHEAD_MS, TimeUnit.MILLISECONDS);
    }

    /** The next reply was begun by another process, and the caller has heard these words of it. */
    void goesOnBehind(String played) {
        resumption = Delivery.Resumption.after(played);
    }

    /** Whether a reply that another process began is still to be taken up. */
    boolean resumes() {
        return !resumption.isNone();
    }

    /** Words of that reply that were heard; they are said no more. */
    Delivery.Report takeUp() {
        Delivery.Report heard = new Delivery.Report(resumption.played(), resumption.played());
        resumption = Delivery.Resumption.NONE;
        return heard;
    }

    /** @param gate nothing sounds before it completes */
    Delivery deliver(CompletableFuture<Void> gate) {
        return new Delivery(playout, gate, resumption, this::mute);
    }

    /** When the last frame of speech left, ns. */
    long lastSent() {
        return playout.lastSent();
    }

    void cut() {
        playout.cut();
    }

    /** The process stood still: it says nothing until it knows that the call is still its own. */
    void stalled() {
        var _ = durability.record().thenRun(playout::release);
    }

    private void mute(SpeechException fault) {
        LOG.atError().addKeyValue("call", callId).setCause(fault).log("a clause could not be spoken");
    }
}

package dev.tandem.workers.speak;

import dev.tandem.workers.audio.Playout;
import dev.tandem.workers.metrics.Meters;
import dev.tandem.workers.speech.SpeechException;
import dev.tandem.workers.speech.TextToSpeech;
import dev.tandem.workflows.graph.Agent;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Speaks for the agents of one call. Owned by the session's mailbox. */
public final class SpeechOutput {

    private static final Logger LOG = LoggerFactory.getLogger(SpeechOutput.class);

    /** First audio waits for the durable {@code heard} at most this long, ms (docs/turns.md, Rules, 1). */
    private static final long SPEAK_AHEAD_MS = 300;

    private final Function<Agent, TextToSpeech> voices;
    private final Function<Agent, TextToSpeech> shared;
    private final Playout playout;
    private final Durability durability;
    private final Meters meters;
    private final Supplier<String> bridge;
    private final SpokenAhead ahead;
    private ReplyPlayback.Resumption resumption;

    /**
     * Creates the speech output of a call.
     *
     * @param voices speak for this call, which is told what they use
     * @param shared the same voices as all calls have them
     * @param bridge makes the words that lead back into a reply that another process began
     * @param ahead has phrases synthesised before they are needed
     * @param played words of an open reply that the caller heard from a process that is lost; empty if there are none
     */
    public SpeechOutput(
            Function<Agent, TextToSpeech> voices,
            Function<Agent, TextToSpeech> shared,
            Playout playout,
            Durability durability,
            Meters meters,
            Supplier<String> bridge,
            SpokenAhead ahead,
            String played) {
        this.voices = voices;
        this.shared = shared;
        this.playout = playout;
        this.durability = durability;
        this.meters = meters;
        this.bridge = bridge;
        this.ahead = ahead;
        this.resumption = ReplyPlayback.Resumption.after(played, bridge);
    }

    /** Has an agent's voice open the connection that it will need. What goes wrong shows when it speaks. */
    public void connect(Agent agent) {
        try {
            voices.apply(agent).connect();
        } catch (SpeechException later) {
            LOG.debug("a voice does not open; its first words will try again", later);
        }
    }

    public ReplyPlayback.Voice voice(Agent agent) {
        return voice(voices, agent);
    }

    private static ReplyPlayback.Voice voice(Function<Agent, TextToSpeech> of, Agent agent) {
        return new ReplyPlayback.Voice(
                of.apply(agent), agent.tts().text("voice_id", ""), agent.tts().number("speed", 1));
    }

    /** Has a phrase synthesised in an agent's voice, so that it sounds at once if it is needed. Does not block. */
    public void synthesiseAhead(Agent agent, String phrase) {
        try {
            ahead.synthesise(voice(shared, agent), phrase);
        } catch (SpeechException later) {
            LOG.debug("a voice does not open; its first words will try again", later);
        }
    }

    /**
     * Has a phrase that was synthesised ahead sound while the caller waits for a reply.
     *
     * @return false if it is not there, or the reply is
     */
    public boolean hold(ReplyPlayback reply, Agent agent, String phrase) {
        try {
            return reply.hold(phrase, ahead.audio(voice(shared, agent), phrase));
        } catch (SpeechException later) {
            LOG.debug("a voice does not open; its first words will try again", later);
            return false;
        }
    }

    /** Completes when what was heard is durable, or after {@link #SPEAK_AHEAD_MS} in any case. */
    public CompletableFuture<Void> durable(TurnClock clock) {
        return durability
                .record()
                .thenRun(clock::durable)
                .completeOnTimeout(null, SPEAK_AHEAD_MS, TimeUnit.MILLISECONDS);
    }

    /** Takes the next reply for one that another process began, and of which the caller has heard these words. */
    public void goesOnBehind(String played) {
        resumption = ReplyPlayback.Resumption.after(played, bridge);
    }

    /** Whether a reply that another process began is still to be resumed. */
    public boolean resumes() {
        return !resumption.isNone();
    }

    /** Returns the words of that reply that were heard. They are not said again. */
    public ReplyPlayback.Report takeUp() {
        ReplyPlayback.Report heard = new ReplyPlayback.Report(resumption.played(), resumption.played());
        resumption = ReplyPlayback.Resumption.NONE;
        return heard;
    }

    /** @param gate nothing sounds before it completes */
    public ReplyPlayback deliver(CompletableFuture<Void> gate) {
        return new ReplyPlayback(playout, gate, resumption, this::mute);
    }

    /** Returns when the last frame of speech left, ns. */
    public long lastSent() {
        return playout.lastSent();
    }

    public void cut() {
        playout.cut();
    }

    /** Stays silent after the process stood still, until it is known that the call is still its own. */
    public void stalled() {
        var _ = durability.record().thenRun(playout::release);
    }

    private void mute(SpeechException fault) {
        meters.fault(Meters.Fault.VOICE);
        LOG.error("a clause could not be spoken", fault);
    }
}

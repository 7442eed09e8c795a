package dev.tandem.workers.live;

import dev.tandem.workers.speak.ReplyPlayback;
import dev.tandem.workers.speak.TurnClock;
import dev.tandem.workers.think.ModelStream;
import dev.tandem.workflows.graph.Agent;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * A reply that was begun while the caller might still go on. If the caller said just what was guessed, it is taken over
 * as it is. Otherwise it is thrown away. Until then it makes no sound, unless the caller has most probably finished; and
 * nothing that it asks for happens.
 */
final class PreemptiveReply {

    private final String utterance;
    private final Agent agent;
    private final ModelStream thought;
    private final ReplyPlayback delivery;
    private final CompletableFuture<Void> gate;

    /** The clock of the turn whose reply it sounds as; null if it may not sound yet. */
    private @Nullable TurnClock sounding;

    private boolean whole;

    /** @param gate of the playback; the reply sounds when it is completed */
    PreemptiveReply(
            String utterance, Agent agent, ModelStream thought, ReplyPlayback delivery, CompletableFuture<Void> gate) {
        this.utterance = utterance;
        this.agent = agent;
        this.thought = thought;
        this.delivery = delivery;
        this.gate = gate;
    }

    boolean answers(String heard, Agent active) {
        return utterance.equals(heard) && agent.id().equals(active.id()) && !thought.failed();
    }

    ModelStream thought() {
        return thought;
    }

    /** Lets the reply sound as soon as this future has completed. */
    ReplyPlayback soundAfter(CompletableFuture<Void> durable) {
        var _ = durable.whenComplete((done, late) -> gate.complete(null));
        return delivery;
    }

    /** Lets the reply sound, although the caller may still go on. */
    void sound(TurnClock clock) {
        sounding = clock;
        gate.complete(null);
    }

    /** Returns the clock of the turn if it may sound; null if it may not. */
    @Nullable TurnClock sounding() {
        return sounding;
    }

    /** Says the rest of the text, because the model has answered. */
    void flush(ReplyPlayback.Voice voice) {
        whole = true;
        delivery.flush(voice);
    }

    /** Whether the model has answered, and wants more than to speak. */
    boolean wantsToAct() {
        return whole && !thought.answer().asked().isEmpty();
    }

    void throwAway() {
        thought.stop();
        if (sounding == null) {
            delivery.throwAway();
        } else {
            delivery.cut();
        }
        gate.complete(null);
    }
}

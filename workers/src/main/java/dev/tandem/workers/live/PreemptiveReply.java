package dev.tandem.workers.live;

import dev.tandem.workers.speak.ReplyPlayback;
import dev.tandem.workers.think.ModelStream;
import dev.tandem.workflows.graph.Agent;
import java.util.concurrent.CompletableFuture;

/**
 * A reply that was begun while the caller might still go on. If the caller said just what was guessed, it is taken over
 * as it is. Otherwise it is thrown away. Until then it makes no sound, and nothing that it asks for happens.
 */
final class PreemptiveReply {

    private final String utterance;
    private final Agent agent;
    private final ModelStream thought;
    private final ReplyPlayback delivery;
    private final CompletableFuture<Void> gate;

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

    void throwAway() {
        thought.stop();
        delivery.throwAway();
        gate.complete(null);
    }
}

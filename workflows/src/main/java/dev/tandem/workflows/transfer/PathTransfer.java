package dev.tandem.workflows.transfer;

import io.temporal.activity.ActivityInterface;
import io.temporal.activity.ActivityMethod;

/** Puts the next agent's voice, ears and model in place, on the queue of the attending process. Idempotent. */
@ActivityInterface
public interface PathTransfer {

    @ActivityMethod(name = "PathTransfer")
    Receipt transfer(Request request);

    /** @param turn the turn that proposed the transfer */
    record Request(String callId, int turn, String pathId, String fromAgentId, String toAgentId) {}

    /** @param ready false where the process attends the call no more: the next attendance starts with the agent */
    record Receipt(String agentId, boolean ready) {}
}

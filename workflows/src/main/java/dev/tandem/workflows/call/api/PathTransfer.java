package dev.tandem.workflows.call.api;

import dev.tandem.workflows.protocol.TransferReceipt;
import dev.tandem.workflows.protocol.TransferRequest;
import io.temporal.activity.ActivityInterface;
import io.temporal.activity.ActivityMethod;

/**
 * Puts the next agent's voice, speech recognition and model in place, on the queue of the attending process.
 * Idempotent.
 */
@ActivityInterface
public interface PathTransfer {

    @ActivityMethod(name = "PathTransfer")
    TransferReceipt transfer(TransferRequest request);
}

package dev.tandem.workflows.call.api;

import dev.tandem.workflows.protocol.TurnInput;
import dev.tandem.workflows.protocol.TurnOutcome;
import io.temporal.activity.ActivityInterface;
import io.temporal.activity.ActivityMethod;

/** Runs one step of a turn, armed before the caller speaks, on the queue of the attending process. */
@ActivityInterface
public interface AgentTurn {

    @ActivityMethod(name = "AgentTurn")
    TurnOutcome turn(TurnInput input);
}

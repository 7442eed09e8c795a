package dev.tandem.workflows.turn;

import io.temporal.activity.ActivityInterface;
import io.temporal.activity.ActivityMethod;

/** One step of a turn, armed before the caller speaks, on the queue of the attending process. */
@ActivityInterface
public interface AgentTurn {

    @ActivityMethod(name = "AgentTurn")
    TurnOutcome turn(TurnInput input);
}

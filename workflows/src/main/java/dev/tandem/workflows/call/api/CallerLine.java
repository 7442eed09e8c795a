package dev.tandem.workflows.call.api;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import dev.tandem.workflows.scenario.Caller;
import dev.tandem.workflows.workspace.WorkspaceValues;
import io.temporal.activity.ActivityInterface;
import io.temporal.activity.ActivityMethod;
import java.util.List;

/**
 * Decides what the persona of a test says next. It runs on the shared queue {@link #TASK_QUEUE}, and is the same each
 * time for the same inquiry where the persona's model is {@code builtin}, so it may be tried again.
 */
@ActivityInterface
public interface CallerLine {

    /** The queue of simulated callers. Nobody polls it where no process of theirs runs. */
    String TASK_QUEUE = "callers";

    /** @throws io.temporal.failure.ApplicationFailure if the persona's model cannot answer, or is unknown */
    @ActivityMethod(name = "CallerLine")
    Next next(Inquiry inquiry);

    /**
     * Asks for the next line.
     *
     * @param language of the call, BCP 47
     * @param said so far, in order; empty: nobody has spoken yet. What the agent said in one turn may be one entry or
     *     several
     * @param seed of everything that is left to chance; the same in all inquiries of one call
     * @param workspace the workspace variables that the persona's model names
     */
    record Inquiry(Caller.Persona persona, String language, List<Words> said, long seed, WorkspaceValues workspace) {

        public Inquiry {
            said = List.copyOf(said);
            workspace = WorkspaceValues.orNone(workspace);
        }
    }

    /** Words of one side. */
    record Words(Speaker by, String text) {}

    /** Who spoke. */
    enum Speaker {
        CALLER,
        AGENT
    }

    /** What the caller does next. */
    @JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "kind")
    @JsonSubTypes({
        @JsonSubTypes.Type(value = Say.class, name = "say"),
        @JsonSubTypes.Type(value = HangUp.class, name = "hang_up")
    })
    sealed interface Next {}

    record Say(String text) implements Next {}

    record HangUp(Reason reason) implements Next {}

    /** Why a caller hangs up. */
    enum Reason {
        /** They have what they called for. */
        GOAL_REACHED,
        /** They were asked the same too often, or got nowhere. */
        OUT_OF_PATIENCE,
        /** They have said as many lines as they may. */
        OUT_OF_TURNS,
        /** Their model refused to go on. */
        REFUSED
    }
}

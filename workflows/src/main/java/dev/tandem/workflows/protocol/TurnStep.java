package dev.tandem.workflows.protocol;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the active agent is to do in a step of a turn. One record for each kind of step: the kind says how the step begins,
 * {@link TurnInput} says where the call stands, and {@link Offers} what the model may ask for.
 *
 * <p>{@code say} is always a template of words that are spoken before anything else in the step; empty: none.
 */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "kind")
@JsonSubTypes({
    @JsonSubTypes.Type(value = TurnStep.Enter.class, name = "enter"),
    @JsonSubTypes.Type(value = TurnStep.Listen.class, name = "listen"),
    @JsonSubTypes.Type(value = TurnStep.AskAgain.class, name = "ask_again"),
    @JsonSubTypes.Type(value = TurnStep.GoOn.class, name = "go_on"),
    @JsonSubTypes.Type(value = TurnStep.Reconsider.class, name = "reconsider"),
    @JsonSubTypes.Type(value = TurnStep.Farewell.class, name = "farewell"),
    @JsonSubTypes.Type(value = TurnStep.Yield.class, name = "yield")
})
public sealed interface TurnStep {

    /** Whether the agent has nothing to do but to wait for the caller. */
    default boolean waitsForCaller() {
        return switch (this) {
            case Listen _, AskAgain _ -> true;
            case Enter _, GoOn _, Reconsider _, Farewell _ -> false;
            case Yield(TurnStep from) -> from.waitsForCaller();
        };
    }

    /**
     * The agent becomes active with this step, and speaks first: it opens the call (turn 0), or the call has moved to it.
     *
     * @param taken paths that led to it, in order
     * @param returns of tools of the agent before it, which the conversation keeps
     */
    record Enter(List<TakenPath> taken, String say, List<ToolReturn> returns) implements TurnStep {

        public Enter {
            taken = List.copyOf(taken);
            returns = List.copyOf(returns);
        }
    }

    /**
     * The agent waits for the caller. In a step after a turn's first the agent has spoken by itself (it became active after
     * a silence, or keys were pressed): the turn's utterance is still to come, and the answer to it is this step.
     */
    record Listen() implements TurnStep {}

    /** The agent waits on, and says something to the caller meanwhile, who has been silent. */
    record AskAgain(String say) implements TurnStep {}

    /** The turn goes on behind the tools that were asked for in the step before. */
    record GoOn(List<ToolReturn> returns) implements TurnStep {

        public GoOn {
            returns = List.copyOf(returns);
        }
    }

    /** The path that was proposed in the step before is not taken: the agent asks the caller, or goes on without it. */
    record Reconsider(RejectedProposal rejected) implements TurnStep {}

    /**
     * The call ends with this step: after {@code say} the agent is silent, the outcome is {@code Replied}, and the
     * attendance completes as ended. The step has a number of its own and may come while the step before it is open:
     * whatever that one still says is cut, and its words are in this one's outcome.
     */
    record Farewell(String say) implements TurnStep {}

    /**
     * Whatever is under way is cut, so that the call can move. The step comes out at once, as {@code Yielded} where there
     * was nothing.
     *
     * @param from the step that was open, or was to come
     */
    record Yield(TurnStep from) implements TurnStep {}

    /** A tool that was asked for, and what became of it. */
    record ToolReturn(ToolCall call, ToolResult result) {}

    /** A path that was proposed, with the arguments that it was proposed with, and why it was not taken. */
    record RejectedProposal(TransferProposal proposal, Rejection rejection) {}

    /**
     * A path that was taken.
     *
     * @param number counts the transfers of the call, from 1: one that is told again is known by it
     * @param summary of the conversation, where the path's context is one; empty: none could be made; null: none was to be
     *     made
     */
    record TakenPath(String pathId, int number, @Nullable String summary) {

        public TakenPath with(String made) {
            return new TakenPath(pathId, number, made);
        }
    }
}

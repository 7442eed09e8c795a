package dev.tandem.workflows.protocol;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The task of the active agent in a step of a turn. Each kind of step has a record. The kind says how the step
 * begins, {@link TurnInput} says where the call stands, and {@link Offers} says what the model may ask for.
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

    /** Returns whether the agent only has to wait for the caller. */
    default boolean waitsForCaller() {
        return switch (this) {
            case Listen _, AskAgain _ -> true;
            case Enter _, GoOn _, Reconsider _, Farewell _ -> false;
            case Yield(TurnStep from) -> from.waitsForCaller();
        };
    }

    /**
     * The agent becomes active with this step, and speaks first: it opens the call (turn 0), or the call has moved to
     * it.
     *
     * @param taken paths that led to it, in order
     * @param returns results of tools of the agent before it, which the conversation keeps
     */
    record Enter(List<TakenPath> taken, String say, List<ToolReturn> returns) implements TurnStep {

        public Enter {
            taken = List.copyOf(taken);
            returns = List.copyOf(returns);
        }
    }

    /**
     * The agent waits for the caller. In a step after a turn's first, the agent has spoken by itself: it became active
     * after a silence, or keys were pressed. The turn's utterance is then still to come, and this step answers it.
     */
    record Listen() implements TurnStep {}

    /** The agent continues to wait, and says something to the caller, who has been silent. */
    record AskAgain(String say) implements TurnStep {}

    /** The turn goes on with the results of the tools that were asked for in the step before. */
    record GoOn(List<ToolReturn> returns) implements TurnStep {

        public GoOn {
            returns = List.copyOf(returns);
        }
    }

    /** The path that was proposed in the step before was rejected. The agent asks the caller, or goes on without it. */
    record Reconsider(RejectedProposal rejected) implements TurnStep {}

    /**
     * The call ends with this step. The agent is silent after {@code say}, the outcome is {@code Replied}, and the
     * attendance completes as ended.
     *
     * <p>The step has a number of its own, and may come while the step before it is open. Whatever that step still says
     * is cut, and its words are in the outcome of this one.
     */
    record Farewell(String say) implements TurnStep {}

    /**
     * Everything under way is cut, so that the call can move. The outcome comes at once: {@code Yielded} if nothing was
     * under way.
     *
     * @param from the step that was open, or was to come
     */
    record Yield(TurnStep from) implements TurnStep {}

    /** A tool that was asked for, with its result. */
    record ToolReturn(ToolCall call, ToolResult result) {}

    /** A path that was rejected, with the arguments of its proposal and the reason. */
    record RejectedProposal(TransferProposal proposal, Rejection rejection) {}

    /**
     * A path that was taken.
     *
     * @param number counts the transfers of the call, from 1, so that one that is told again is recognised
     * @param summary summary of the conversation, if that is the path's context; empty: none could be made; null: none
     *     was to be made
     */
    record TakenPath(String pathId, int number, @Nullable String summary) {

        public TakenPath with(String made) {
            return new TakenPath(pathId, number, made);
        }
    }
}

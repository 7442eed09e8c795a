package dev.tandem.workflows.command;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import dev.tandem.workflows.graph.AgentGraph;
import dev.tandem.workflows.variable.ValueCheck;
import dev.tandem.workflows.variable.Variable;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** A command to a live call, as the call workflow receives it by a signal. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "command")
@JsonSubTypes({
    @JsonSubTypes.Type(value = Command.Pause.class, name = "pause"),
    @JsonSubTypes.Type(value = Command.Resume.class, name = "resume"),
    @JsonSubTypes.Type(value = Command.TakeOver.class, name = "take_over"),
    @JsonSubTypes.Type(value = Command.HandBack.class, name = "hand_back"),
    @JsonSubTypes.Type(value = Command.ForcePath.class, name = "force_path"),
    @JsonSubTypes.Type(value = Command.CorrectVariable.class, name = "correct_variable"),
    @JsonSubTypes.Type(value = Command.Say.class, name = "say"),
    @JsonSubTypes.Type(value = Command.End.class, name = "end"),
    @JsonSubTypes.Type(value = Command.Close.class, name = "close"),
    @JsonSubTypes.Type(value = Command.CallerJoined.class, name = "caller_joined")
})
public sealed interface Command {

    /** The longest text that an agent is given to say, in characters. */
    int LONGEST_TEXT = 1_000;

    /** A command of an operator. */
    sealed interface ByOperator extends Command {

        Operator operator();

        /** Returns the name of the command. */
        default CommandName name() {
            return switch (this) {
                case Pause _ -> CommandName.PAUSE;
                case Resume _ -> CommandName.RESUME;
                case TakeOver _ -> CommandName.TAKE_OVER;
                case HandBack _ -> CommandName.HAND_BACK;
                case ForcePath _ -> CommandName.FORCE_PATH;
                case CorrectVariable _ -> CommandName.CORRECT_VARIABLE;
                case Say _ -> CommandName.SAY;
                case End _ -> CommandName.END;
            };
        }
    }

    /**
     * A command that takes effect between two steps of the call. Such commands are carried out in the order in which
     * they were given.
     */
    sealed interface Queued extends ByOperator {}

    /** The agent stops speaking and does not answer. It answers afterwards what the caller says meanwhile. */
    record Pause(Operator operator) implements Queued {}

    /** The agent goes on after a pause. */
    record Resume(Operator operator) implements Queued {}

    /** The operator speaks with the caller. The agent is silent, and notes what the caller says. */
    record TakeOver(Operator operator) implements Queued {}

    /** The agent has the floor again. */
    record HandBack(Operator operator) implements Queued {}

    /** A command that names a part of the document. */
    sealed interface OfDocument extends Queued {

        /** Returns why the document can never obey the command, as a sentence that says what to do; empty: it can. */
        Optional<String> refusal(AgentGraph graph);
    }

    /** The call moves along a path of the active agent, whatever the path requires. */
    record ForcePath(Operator operator, String pathId) implements OfDocument {

        @Override
        public Optional<String> refusal(AgentGraph graph) {
            return graph.path(pathId).isPresent()
                    ? Optional.empty()
                    : Optional.of("The document has no path \"" + pathId + "\"; name one that it has.");
        }
    }

    /** A variable gets another value, which counts as confirmed. */
    record CorrectVariable(Operator operator, String variable, JsonNode value) implements OfDocument {

        @Override
        public Optional<String> refusal(AgentGraph graph) {
            List<Variable> declarations = graph.declarationsOf(variable);
            if (declarations.isEmpty()) {
                return Optional.of("The document has no variable \"" + variable + "\"; name one that it has.");
            }
            List<String> reasons = declarations.stream()
                    .map(declared -> ValueCheck.misfit(declared, value).orElse(""))
                    .toList();
            return reasons.contains("")
                    ? Optional.empty()
                    : Optional.of("The value of \"" + variable + "\" " + reasons.getFirst() + ".");
        }
    }

    /** The agent says this text as soon as nobody speaks. */
    record Say(Operator operator, String text) implements Queued {}

    /**
     * The call ends.
     *
     * @param say the agent's last words; null: none
     */
    record End(Operator operator, @Nullable String say) implements ByOperator {}

    /**
     * The call ends because the caller's room is gone for good, or because the API ends it from outside.
     *
     * @param reason in snake_case, as {@code call.ended} records it
     */
    record Close(String reason) implements Command {}

    /** The caller has joined the room of a call whose place was given back because nobody had. */
    record CallerJoined() implements Command {}
}

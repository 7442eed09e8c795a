package dev.tandem.workflows.command;

import dev.tandem.workflows.graph.AgentGraph;
import dev.tandem.workflows.variable.ValueCheck;
import dev.tandem.workflows.variable.Variable;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** A command of an operator to a live call. */
public sealed interface Command {

    /** Longest text that an agent is given to say, in characters. */
    int LONGEST_TEXT = 1_000;

    Operator operator();

    /** The agent stops speaking and does not answer; what the caller says meanwhile is answered afterwards. */
    record Pause(Operator operator) implements Command {}

    /** The agent goes on after a pause. */
    record Resume(Operator operator) implements Command {}

    /** The operator speaks with the caller himself; the agent falls silent, and takes down what the caller says. */
    record TakeOver(Operator operator) implements Command {}

    /** The agent has the call again. */
    record HandBack(Operator operator) implements Command {}

    /** A command that names a part of the document. */
    sealed interface OfDocument extends Command {

        /** Why a document cannot obey it at any time, as a sentence that says what to do; empty: it can. */
        Optional<String> refusal(AgentGraph graph);
    }

    /** The call moves along a path of the active agent, whatever the path requires. */
    record ForcePath(Operator operator, String pathId) implements OfDocument {

        @Override
        public Optional<String> refusal(AgentGraph graph) {
            return graph.path(pathId).isPresent()
                    ? Optional.empty()
                    : Optional.of("The document has no path \"" + pathId + "\"; name one of it.");
        }
    }

    /** A variable has another value, which counts as confirmed. */
    record CorrectVariable(Operator operator, String variable, JsonNode value) implements OfDocument {

        @Override
        public Optional<String> refusal(AgentGraph graph) {
            List<Variable> declarations = graph.declarationsOf(variable);
            if (declarations.isEmpty()) {
                return Optional.of("The document has no variable \"" + variable + "\"; name one of it.");
            }
            List<String> reasons = declarations.stream()
                    .map(declared -> ValueCheck.misfit(declared, value).orElse(""))
                    .toList();
            return reasons.contains("")
                    ? Optional.empty()
                    : Optional.of("The value of \"" + variable + "\" " + reasons.getFirst() + ".");
        }
    }

    /** The agent says this, as soon as nobody speaks. */
    record Say(Operator operator, String text) implements Command {}

    /** @param say the agent's last words; null: none */
    record End(Operator operator, @Nullable String say) implements Command {}

    /** Which it is. */
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

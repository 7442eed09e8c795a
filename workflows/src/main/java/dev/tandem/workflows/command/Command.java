package dev.tandem.workflows.command;

import dev.tandem.workflows.graph.AgentGraph;
import dev.tandem.workflows.graph.ValueCheck;
import dev.tandem.workflows.graph.Variable;
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

    /** The call moves along a path of the active agent, whatever the path requires. */
    record ForcePath(Operator operator, String pathId) implements Command {}

    /** A variable has another value, which counts as confirmed. */
    record CorrectVariable(Operator operator, String name, JsonNode value) implements Command {}

    /** The agent says this, as soon as nobody speaks. */
    record Say(Operator operator, String text) implements Command {}

    /** @param say the agent's last words; null: none */
    record End(Operator operator, @Nullable String say) implements Command {}

    /** As the API calls it. */
    default String name() {
        return switch (this) {
            case Pause _ -> "pause";
            case Resume _ -> "resume";
            case TakeOver _ -> "take_over";
            case HandBack _ -> "hand_back";
            case ForcePath _ -> "force_path";
            case CorrectVariable _ -> "correct_variable";
            case Say _ -> "say";
            case End _ -> "end";
        };
    }

    /** Why a document cannot obey it at any time, as a sentence that says what to do; empty: it can. */
    default Optional<String> refusal(AgentGraph graph) {
        return switch (this) {
            case ForcePath(Operator _, String pathId)
            when graph.path(pathId).isEmpty() ->
                Optional.of("The document has no path \"" + pathId + "\"; name one of it.");
            case CorrectVariable(Operator _, String name, JsonNode value) ->
                misfit(graph.declarationsOf(name), name, value);
            default -> Optional.empty();
        };
    }

    private static Optional<String> misfit(List<Variable> declarations, String name, JsonNode value) {
        if (declarations.isEmpty()) {
            return Optional.of("The document has no variable \"" + name + "\"; name one of it.");
        }
        List<String> reasons = declarations.stream()
                .map(variable -> ValueCheck.misfit(variable, value).orElse(""))
                .toList();
        return reasons.contains("")
                ? Optional.empty()
                : Optional.of("The value of \"" + name + "\" " + reasons.getFirst() + ".");
    }
}

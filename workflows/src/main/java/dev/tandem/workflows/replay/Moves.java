package dev.tandem.workflows.replay;

import dev.tandem.workflows.event.CallEvent;
import dev.tandem.workflows.event.CallEventType;
import dev.tandem.workflows.graph.Path;
import dev.tandem.workflows.protocol.Rejection;
import dev.tandem.workflows.protocol.TurnStep;
import dev.tandem.workflows.replay.Divergence.Kind;
import dev.tandem.workflows.rules.Action;
import dev.tandem.workflows.rules.CallRules;
import dev.tandem.workflows.rules.CallState;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Says in words where a call goes, and why it does not go elsewhere. */
final class Moves {

    private Moves() {}

    /** Returns what stood against a path that was proposed. */
    static Kind kind(CallEvent.PathRejected rejected) {
        if (!rejected.missing().isEmpty() || !rejected.invalid().isEmpty()) {
            return Kind.VARIABLE;
        }
        if (rejected.guard() != null) {
            return Kind.GUARD;
        }
        String reason = Objects.requireNonNullElse(rejected.reason(), "");
        return reason.startsWith("There is no variable") || reason.startsWith("This path waits for")
                ? Kind.VARIABLE
                : Kind.PATH;
    }

    /** Returns what stands against a path in this state. */
    static Kind kindOf(CallState state, String pathId) {
        return state.call()
                .graph()
                .path(state.agent(), pathId)
                .flatMap(path -> CallRules.against(state, path))
                .map(Moves::kind)
                .orElse(Kind.PATH);
    }

    private static Kind kind(Rejection rejection) {
        if (!rejection.missing().isEmpty() || !rejection.invalid().isEmpty()) {
            return Kind.VARIABLE;
        }
        return rejection.guard() == null ? Kind.PATH : Kind.GUARD;
    }

    /** Explains why a path is not taken that another version takes. */
    static String whyNot(CallState state, CallEvent.PathTaken taken) {
        Optional<Path> known = state.call().graph().path(state.agent(), taken.pathId());
        if (known.isEmpty()) {
            return "No path \"" + taken.path() + "\" leads away from \""
                    + state.agent().name() + "\".";
        }
        Path path = known.get();
        return CallRules.against(state, path)
                .map(rejection -> "\"" + path.name() + "\" was not taken: " + words(path, rejection) + ".")
                .orElse("\"" + path.name() + "\" was not taken: nothing that it waits for happened.");
    }

    private static String words(Path path, Rejection rejection) {
        List<String> reasons = new ArrayList<>();
        rejection.missing().forEach(name -> reasons.add(name + " was missing"));
        rejection.invalid().forEach((name, why) -> reasons.add(name + " " + why));
        String guard = rejection.guard();
        if (guard != null) {
            reasons.add("its guard (" + path.guardCondition() + ") was " + guard);
        }
        String reason = rejection.reason();
        if (reason != null) {
            reasons.add(reason.replaceAll("\\.$", ""));
        }
        return String.join(", ", reasons);
    }

    static String sentence(@Nullable CallEvent event) {
        return switch (event) {
            case null -> "The call stayed with its agent.";
            case CallEvent.PathTaken taken ->
                Objects.requireNonNullElse(taken.why(), "\"" + taken.path() + "\" was taken.") + " It leads to "
                        + (taken.to() == null ? "the end of the call." : "\"" + taken.to() + "\".");
            case CallEvent.PathRejected rejected ->
                Objects.requireNonNullElse(rejected.why(), "\"" + rejected.pathId() + "\" was not taken.");
            case CallEvent.AgentActivated activated -> "\"" + activated.agent() + "\" has the call.";
            case CallEvent.TurnFailed failed -> "The turn failed: " + failed.reason();
            case CallEvent.OperatorRefused refused ->
                "The operator's command " + refused.command() + " was refused: " + refused.reason();
            case CallEvent.OfOperator obeyed ->
                "The operator's command was carried out ("
                        + CallEventType.of(obeyed).wireName() + ").";
            case CallEvent other -> CallEventType.of(other).wireName() + " was recorded.";
        };
    }

    static String sentence(Action action) {
        return switch (action) {
            case Action.EndCall end -> "The call ended (" + end.status() + ", " + end.reason() + ").";
            case Action.Transfer transfer ->
                "The call moved from \"" + transfer.from() + "\" to \"" + transfer.to() + "\".";
            case Action.RunTools _ -> "Tools ran.";
            case Action.Arm arm -> sentence(arm.todo());
        };
    }

    private static String sentence(TurnStep todo) {
        return switch (todo) {
            case TurnStep.Enter _ -> "The next agent spoke first.";
            case TurnStep.Listen _ -> "The agent waited for the caller.";
            case TurnStep.AskAgain _ -> "The agent asked the caller once more.";
            case TurnStep.GoOn _ -> "The agent went on with what tools had answered.";
            case TurnStep.Reconsider _ -> "The agent reconsidered the path that it had proposed.";
            case TurnStep.Farewell _ -> "The agent said goodbye.";
            case TurnStep.Yield(TurnStep from) -> sentence(from);
        };
    }
}

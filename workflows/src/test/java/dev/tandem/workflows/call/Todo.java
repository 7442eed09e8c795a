package dev.tandem.workflows.call;

import dev.tandem.workflows.protocol.ToolResult;
import dev.tandem.workflows.protocol.TurnStep;
import dev.tandem.workflows.protocol.TurnStep.TakenPath;
import dev.tandem.workflows.protocol.TurnStep.ToolReturn;
import java.util.List;

/** Reads what an armed step says and brings, whatever its kind. */
public final class Todo {

    private Todo() {}

    /** Returns its words; empty: it has none of its own. */
    public static String say(TurnStep todo) {
        return switch (todo) {
            case TurnStep.Enter enter -> enter.say();
            case TurnStep.AskAgain(String say) -> say;
            case TurnStep.Farewell(String say) -> say;
            case TurnStep.Yield(TurnStep from) -> say(from);
            case TurnStep.Listen _, TurnStep.GoOn _, TurnStep.Reconsider _ -> "";
        };
    }

    public static List<ToolResult> results(TurnStep todo) {
        List<ToolReturn> returns = switch (todo) {
            case TurnStep.Enter enter -> enter.returns();
            case TurnStep.GoOn(List<ToolReturn> brought) -> brought;
            case TurnStep.Listen _, TurnStep.AskAgain _, TurnStep.Reconsider _, TurnStep.Farewell _, TurnStep.Yield _ ->
                List.of();
        };
        return returns.stream().map(ToolReturn::result).toList();
    }

    public static List<TakenPath> taken(TurnStep todo) {
        return todo instanceof TurnStep.Enter enter ? enter.taken() : List.of();
    }
}

package dev.tandem.workflows.call;

import static dev.tandem.workflows.Documents.json;
import static dev.tandem.workflows.call.Script.asksTool;
import static dev.tandem.workflows.call.Script.greets;
import static dev.tandem.workflows.call.Script.isInterrupted;
import static dev.tandem.workflows.call.Script.proposes;
import static dev.tandem.workflows.call.Script.replies;

import dev.tandem.workflows.protocol.TurnInput;
import dev.tandem.workflows.protocol.TurnOutcome;
import java.util.List;
import java.util.Objects;

/**
 * Plays a call with a bit of everything: a tool, a rejected and a taken path, an interruption, a caller who hangs up.
 */
final class WholeCall {

    static final List<String> EVENTS = List.of(
            "call.started",
            "variable.collected",
            "agent.activated",
            "reply.spoken",
            "turn.committed",
            "path.offered",
            "reply.spoken",
            "tool.started",
            "tool.finished",
            "variable.collected",
            "reply.spoken",
            "turn.committed",
            "path.offered",
            "path.rejected",
            "reply.spoken",
            "turn.committed",
            "path.offered",
            "variable.collected",
            "path.taken",
            "agent.activated",
            "reply.spoken",
            "turn.committed",
            "path.offered",
            "reply.spoken",
            "call.ended");

    private WholeCall() {}

    static Script script() {
        return new Script()
                .on(0, 1, greets("Welcome."))
                .on(1, 1, asksTool(1, "Where is order 17?", "check_order", "{'order_id':'17'}"))
                .on(1, 2, input -> replies(1, "Where is order 17?", "It is " + state(input)))
                .on(2, 1, proposes(2, "And my invoice?", "to-billing", "{}"))
                .on(2, 2, replies(2, "And my invoice?", "What is your customer number?"))
                .on(3, 1, proposes(3, "4711", "to-billing", "{'customer_id':'4711'}"))
                .on(3, 2, replies(3, "4711", "Billing here."))
                .on(4, 1, isInterrupted(4, "Read it to me", "The invoice", "The invoice is long."))
                .on(5, 1, new TurnOutcome.Left());
    }

    static void tools(ToolBench bench) {
        bench.with("check_order", arguments -> json("{'order':{'id':'17'},'state':'shipped'}"));
    }

    private static String state(TurnInput input) {
        return Objects.requireNonNull(Todo.results(input.todo()).getFirst().content())
                .path("state")
                .asString();
    }
}

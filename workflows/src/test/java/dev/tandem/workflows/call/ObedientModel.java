package dev.tandem.workflows.call;

import dev.tandem.workflows.event.Timings;
import dev.tandem.workflows.protocol.ToolCall;
import dev.tandem.workflows.protocol.ToolRequest;
import dev.tandem.workflows.protocol.ToolResult;
import dev.tandem.workflows.protocol.TransferProposal;
import dev.tandem.workflows.protocol.TurnOutcome;
import dev.tandem.workflows.protocol.TurnOutcome.Spoken;
import dev.tandem.workflows.protocol.Utterance;
import dev.tandem.workflows.rules.Action.Arm;
import dev.tandem.workflows.rules.Action.EndCall;
import dev.tandem.workflows.rules.Action.RunTools;
import dev.tandem.workflows.rules.Happening;
import dev.tandem.workflows.variable.VariableNote;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.JsonNodeFactory;

/**
 * The worst model that a call can have: it does what the caller says. What that is stands beside the caller's line,
 * because it understands nothing.
 */
final class ObedientModel {

    private static final JsonMapper JSON = JsonMapper.shared();

    private final PlayedCall call;

    ObedientModel(PlayedCall call) {
        this.call = call;
    }

    /**
     * Plays a line, and the one after it if something is to be confirmed.
     *
     * @param does as of {@code red-team.txt}
     * @return the results of the tools that really ran
     */
    List<ToolResult> plays(String does, String said) {
        List<ToolResult> ran = new ArrayList<>();
        answers(does, said, false, ran);
        if (does.contains("confirm {")
                && call.next() instanceof Arm
                && call.state().closing() == null) {
            answers(does, "Yes.", true, ran);
        }
        return ran;
    }

    private void answers(String does, String said, boolean again, List<ToolResult> ran) {
        List<VariableNote> notes = new ArrayList<>();
        List<ToolCall> calls = new ArrayList<>();
        List<TransferProposal> proposals = new ArrayList<>();
        for (String act : does.split(" & ", -1)) {
            String[] words = act.split(" ", 3);
            switch (words[0]) {
                case "note" -> notes(notes, rest(act, 1), false);
                case "claim" -> notes(notes, rest(act, 1), true);
                case "confirm" -> notes(notes, rest(act, 1), again);
                case "go" -> proposals.add(new TransferProposal(words[1], JSON.readTree(rest(act, 2))));
                case "call" -> {
                    String key = "1/" + call.turn() + "/" + call.step() + "/" + calls.size();
                    calls.add(new ToolCall(key, words[1], JSON.readTree(rest(act, 2))));
                }
                default -> throw new IllegalArgumentException("Nobody can do this: " + act);
            }
        }
        Spoken spoken = new Spoken(
                new Utterance(call.turn(), said), "As you wish.", "As you wish.", false, notes, Timings.NONE);
        if (!proposals.isEmpty()) {
            call.after(new TurnOutcome.TransferAsked(spoken, proposals.getFirst()));
        } else if (!calls.isEmpty()) {
            call.after(new TurnOutcome.ToolsAsked(spoken, calls));
            runs(ran);
        } else {
            call.after(new TurnOutcome.Replied(spoken));
        }
        gives();
    }

    private static void notes(List<VariableNote> notes, String values, boolean confirmed) {
        JSON.readTree(values)
                .properties()
                .forEach(value -> notes.add(
                        new VariableNote(value.getKey(), value.getValue().toString(), value.getValue(), confirmed)));
    }

    private static String rest(String act, int words) {
        return act.split(" ", words + 1)[words];
    }

    /** The tools answer as the bank's service does, whatever else stands in their arguments. */
    private void runs(List<ToolResult> ran) {
        RunTools run = (RunTools) call.next();
        run.requests().forEach(request -> ran.add(answer(request)));
        call.happens(new Happening.ToolsReturned(run, ran));
    }

    private static ToolResult answer(ToolRequest request) {
        boolean isRight = request.call().arguments().path("pin").asString("").equals("2468");
        JsonNode content =
                JsonNodeFactory.instance.objectNode().put("verified", isRight).put("tier", isRight ? "gold" : "basic");
        return new ToolResult(request.call().key(), request.call().name(), ToolResult.Status.OK, content, null, 1, 5);
    }

    /** Ends the turn with words, if it is still open. */
    private void gives() {
        int turn = call.turn();
        while (!(call.next() instanceof EndCall) && call.turn() == turn && call.step() > 1) {
            call.after(Script.greets("There you are."));
        }
    }
}

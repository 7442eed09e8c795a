package dev.tandem.workflows.rules;

import static dev.tandem.workflows.event.CallEvents.OPERATOR_CORRECTED_VARIABLE;
import static dev.tandem.workflows.event.CallEvents.OPERATOR_ENDED;
import static dev.tandem.workflows.event.CallEvents.OPERATOR_FORCED_PATH;
import static dev.tandem.workflows.event.CallEvents.OPERATOR_HANDED_BACK;
import static dev.tandem.workflows.event.CallEvents.OPERATOR_PAUSED;
import static dev.tandem.workflows.event.CallEvents.OPERATOR_REFUSED;
import static dev.tandem.workflows.event.CallEvents.OPERATOR_RESUMED;
import static dev.tandem.workflows.event.CallEvents.OPERATOR_SAID;
import static dev.tandem.workflows.event.CallEvents.OPERATOR_TOOK_OVER;

import dev.tandem.workflows.command.Command;
import dev.tandem.workflows.command.Operator;
import dev.tandem.workflows.variable.Masking;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Writes what operators commanded, and what became of it. */
record CommandEntries(CallState state, Masking masking) {

    Entry obeyed(Command command) {
        ObjectNode payload = given(command);
        return switch (command) {
            case Command.Pause _ -> new Entry(OPERATOR_PAUSED, payload);
            case Command.Resume _ -> new Entry(OPERATOR_RESUMED, payload);
            case Command.TakeOver _ -> new Entry(OPERATOR_TOOK_OVER, payload);
            case Command.HandBack _ -> new Entry(OPERATOR_HANDED_BACK, payload);
            case Command.ForcePath(Operator _, String pathId) ->
                new Entry(OPERATOR_FORCED_PATH, payload.put("path_id", pathId));
            case Command.CorrectVariable(Operator _, String name, JsonNode value) -> {
                payload.put("name", name).set("value", masking.mask(name, value));
                yield new Entry(OPERATOR_CORRECTED_VARIABLE, payload);
            }
            case Command.Say(Operator _, String text) -> new Entry(OPERATOR_SAID, payload.put("text", text));
            case Command.End(Operator _, String say) -> new Entry(OPERATOR_ENDED, payload.put("say", say));
        };
    }

    Entry refused(Command command, String reason) {
        return new Entry(
                OPERATOR_REFUSED,
                given(command).put("command", command.name().wireName()).put("reason", reason));
    }

    private ObjectNode given(Command command) {
        return Entries.inTurn(state)
                .put("command_id", command.operator().commandId())
                .put("by", command.operator().by());
    }
}

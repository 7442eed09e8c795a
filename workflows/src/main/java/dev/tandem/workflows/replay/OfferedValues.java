package dev.tandem.workflows.replay;

import dev.tandem.workflows.protocol.TurnOutcome;
import dev.tandem.workflows.protocol.TurnOutcome.Spoken;
import dev.tandem.workflows.variable.HiddenValues;
import tools.jackson.databind.JsonNode;

/** Notes the values that outcomes offer, so that those which the call refuses are hidden like those that it takes. */
public final class OfferedValues {

    private OfferedValues() {}

    /** @param turn the open one */
    public static void hide(TurnOutcome outcome, HiddenValues hidden, int turn) {
        switch (outcome) {
            case TurnOutcome.Replied replied -> noted(replied.spoken(), hidden, turn);
            case TurnOutcome.Failed failed -> noted(failed.spoken(), hidden, turn);
            case TurnOutcome.ToolsAsked asked -> {
                noted(asked.spoken(), hidden, turn);
                asked.calls().forEach(call -> passed(call.arguments(), hidden, turn));
            }
            case TurnOutcome.TransferAsked asked -> {
                noted(asked.spoken(), hidden, turn);
                passed(asked.proposal().arguments(), hidden, turn);
            }
            case TurnOutcome.Silence _,
                    TurnOutcome.Pressed _,
                    TurnOutcome.Left _,
                    TurnOutcome.Yielded _,
                    TurnOutcome.Superseded _,
                    TurnOutcome.Absent _ -> {
                // They bring no values.
            }
        }
    }

    private static void noted(Spoken spoken, HiddenValues hidden, int turn) {
        spoken.variables().forEach(note -> hidden.offered(note.name(), note.value(), note.raw(), turn));
    }

    private static void passed(JsonNode arguments, HiddenValues hidden, int turn) {
        arguments.properties().forEach(one -> hidden.offered(one.getKey(), one.getValue(), "", turn));
    }
}

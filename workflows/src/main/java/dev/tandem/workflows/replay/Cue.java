package dev.tandem.workflows.replay;

import dev.tandem.workflows.command.Command;
import dev.tandem.workflows.protocol.ConversationSummary;
import dev.tandem.workflows.protocol.ToolResult;
import dev.tandem.workflows.protocol.TurnOutcome;
import dev.tandem.workflows.protocol.Utterance;
import dev.tandem.workflows.rules.Action.EndCall;
import dev.tandem.workflows.rules.Happening;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Something that came into a call's rules from outside. The cues of a call, in order, and its version say all that the
 * rules decided in it.
 */
public sealed interface Cue {

    /**
     * The call was started.
     *
     * @param variables given at the start
     */
    record Opened(String channel, Map<String, JsonNode> variables) implements Cue {

        public Opened {
            variables = Map.copyOf(variables);
        }
    }

    /**
     * A step came out.
     *
     * @param yields whether the step only cut what was under way
     */
    record Stepped(boolean yields, TurnOutcome outcome) implements Cue {}

    /** Tools returned. */
    record Returned(List<ToolResult> results) implements Cue {

        public Returned {
            results = List.copyOf(results);
        }
    }

    /**
     * The next agent's parts were in place.
     *
     * @param summary null: none was made
     */
    record Arrived(@Nullable ConversationSummary summary) implements Cue {}

    /**
     * An operator gave a command.
     *
     * @param yields whether the agent had been told to stop before
     */
    record Commanded(boolean yields, Command.Queued command) implements Cue {}

    /** The call was to end from outside the conversation. */
    record EndAsked(EndCall end, String say) implements Cue {}

    /** The open turn could be answered by nobody. */
    record Broke(String reason) implements Cue {}

    /** Nobody attended the call any more. */
    record Deserted(EndCall end) implements Cue {}

    /** The caller was heard before the step that answers came out. */
    record Heard(List<Utterance> utterances) implements Cue {

        public Heard {
            utterances = List.copyOf(utterances);
        }
    }

    /** What a process that died had heard. */
    record Waiting(List<Utterance> utterances) implements Cue {

        public Waiting {
            utterances = List.copyOf(utterances);
        }
    }

    /** What came was too large to be kept. */
    record TooLarge() implements Cue {}

    /** Returns the cue that a happening is. */
    static Cue of(Happening happening) {
        return switch (happening) {
            case Happening.StepCameOut came -> new Stepped(came.armed().yields(), came.outcome());
            case Happening.ToolsReturned returned -> new Returned(returned.results());
            case Happening.TransferArrived arrived ->
                new Arrived(arrived.receipt() == null ? null : arrived.receipt().summary());
            case Happening.CommandGiven given -> new Commanded(given.open().yields(), given.command());
            case Happening.EndAsked asked -> new EndAsked(asked.end(), asked.say());
            case Happening.TurnBroke broke -> new Broke(broke.reason());
            case Happening.Deserted deserted -> new Deserted(deserted.end());
        };
    }
}

package dev.tandem.workflows.rules;

import dev.tandem.workflows.command.Command;
import dev.tandem.workflows.command.Operator;
import dev.tandem.workflows.event.CallEvent;
import dev.tandem.workflows.payload.Shortened;
import dev.tandem.workflows.protocol.ToolCall;
import dev.tandem.workflows.protocol.ToolResult;
import dev.tandem.workflows.protocol.TurnOutcome.Spoken;
import dev.tandem.workflows.protocol.Utterance;
import dev.tandem.workflows.variable.VariableUpdate;
import dev.tandem.workflows.variable.VariableValue;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

/** Makes the events of a call that is in a given state. */
record EventFactory(CallState state) {

    /** The most bytes of a refused name and value. No variable has a longer one; a model may make one up. */
    private static final int LONGEST_NAME = 256;

    private static final int LONGEST_VALUE = 8_192;

    CallEvent callStarted() {
        return new CallEvent.CallStarted(
                state.call().input().channel(),
                state.call().version().versionId(),
                state.call().version().workflowName(),
                state.call().version().number(),
                state.call().input().room());
    }

    CallEvent agentActivated(String agentId) {
        return new CallEvent.AgentActivated(
                state.turn(), agentId, state.call().graph().agent(agentId).name());
    }

    CallEvent turnCommitted(Utterance utterance) {
        return new CallEvent.TurnCommitted(utterance.turn(), state.agentId(), agent(), utterance.text());
    }

    CallEvent replySpoken(Spoken spoken) {
        return new CallEvent.ReplySpoken(
                state.turn(),
                state.agentId(),
                agent(),
                state.progress().step(),
                spoken.words(),
                spoken.text(),
                spoken.interrupted(),
                spoken.timings());
    }

    CallEvent turnFailed(String reason) {
        return new CallEvent.TurnFailed(state.turn(), state.agentId(), agent(), reason);
    }

    CallEvent variableCollected(VariableValue known) {
        return new CallEvent.VariableCollected(
                state.turn(), known.name(), known.value(), known.source(), known.confirmed());
    }

    CallEvent variableRefused(VariableUpdate.Refusal refusal) {
        VariableValue value = refusal.value();
        return new CallEvent.VariableRefused(
                state.turn(),
                Shortened.to(value.name(), LONGEST_NAME),
                Shortened.to(value.value(), LONGEST_VALUE),
                value.source(),
                refusal.reason());
    }

    CallEvent toolStarted(ToolCall call, boolean mocked) {
        return new CallEvent.ToolStarted(
                state.turn(), state.agentId(), agent(), call.key(), call.name(), call.arguments(), mocked);
    }

    CallEvent toolEnded(ToolResult result, boolean mocked) {
        return switch (result.status()) {
            case OK -> {
                JsonNode content = result.content();
                yield new CallEvent.ToolFinished(
                        state.turn(),
                        result.key(),
                        result.name(),
                        content == null ? JsonNodeFactory.instance.nullNode() : content,
                        result.runs(),
                        result.durationMs(),
                        result.warnings(),
                        mocked);
            }
            case FAILED -> toolFailed(result, CallEvent.ToolFailed.Status.FAILED, mocked);
            case UNKNOWN -> toolFailed(result, CallEvent.ToolFailed.Status.UNKNOWN, mocked);
            case CANCELLED -> toolFailed(result, CallEvent.ToolFailed.Status.CANCELLED, mocked);
        };
    }

    private CallEvent toolFailed(ToolResult result, CallEvent.ToolFailed.Status status, boolean mocked) {
        return new CallEvent.ToolFailed(
                state.turn(),
                result.key(),
                result.name(),
                status,
                result.error(),
                result.runs(),
                result.durationMs(),
                mocked);
    }

    PathEvents paths() {
        return new PathEvents(state);
    }

    /** Returns the event of a command that is carried out. */
    CallEvent obeyed(Command.ByOperator command) {
        int turn = state.turn();
        String id = state.agentId();
        String commandId = command.operator().commandId();
        String by = command.operator().by();
        return switch (command) {
            case Command.Pause _ -> new CallEvent.OperatorPaused(turn, id, agent(), commandId, by);
            case Command.Resume _ -> new CallEvent.OperatorResumed(turn, id, agent(), commandId, by);
            case Command.TakeOver _ -> new CallEvent.OperatorTookOver(turn, id, agent(), commandId, by);
            case Command.HandBack _ -> new CallEvent.OperatorHandedBack(turn, id, agent(), commandId, by);
            case Command.ForcePath(Operator _, String pathId) ->
                new CallEvent.OperatorForcedPath(turn, id, agent(), commandId, by, pathId);
            case Command.CorrectVariable(Operator _, String name, JsonNode value) ->
                new CallEvent.OperatorCorrectedVariable(turn, id, agent(), commandId, by, name, value);
            case Command.Say(Operator _, String text) ->
                new CallEvent.OperatorSaid(turn, id, agent(), commandId, by, text);
            case Command.End(Operator _, String say) ->
                new CallEvent.OperatorEnded(turn, id, agent(), commandId, by, say);
        };
    }

    CallEvent refused(Command.ByOperator command, String reason) {
        return new CallEvent.OperatorRefused(
                state.turn(),
                state.agentId(),
                agent(),
                command.operator().commandId(),
                command.operator().by(),
                command.name().wireName(),
                reason);
    }

    private String agent() {
        return state.agent().name();
    }
}

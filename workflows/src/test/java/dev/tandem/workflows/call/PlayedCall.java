package dev.tandem.workflows.call;

import static dev.tandem.workflows.Documents.json;

import dev.tandem.workflows.Documents;
import dev.tandem.workflows.document.GraphDocument;
import dev.tandem.workflows.event.CallEvent;
import dev.tandem.workflows.event.CallEventType;
import dev.tandem.workflows.event.EventJson;
import dev.tandem.workflows.graph.Path;
import dev.tandem.workflows.guard.Guard;
import dev.tandem.workflows.guard.Verdict;
import dev.tandem.workflows.protocol.CallInput;
import dev.tandem.workflows.protocol.ConversationSummary;
import dev.tandem.workflows.protocol.LoadedVersion;
import dev.tandem.workflows.protocol.ToolResult;
import dev.tandem.workflows.protocol.TransferReceipt;
import dev.tandem.workflows.protocol.TurnInput;
import dev.tandem.workflows.protocol.TurnOutcome;
import dev.tandem.workflows.protocol.TurnStep;
import dev.tandem.workflows.rules.Action;
import dev.tandem.workflows.rules.Action.Arm;
import dev.tandem.workflows.rules.Action.RunTools;
import dev.tandem.workflows.rules.Action.Transfer;
import dev.tandem.workflows.rules.CallRules;
import dev.tandem.workflows.rules.CallState;
import dev.tandem.workflows.rules.CallState.Call;
import dev.tandem.workflows.rules.Happening;
import dev.tandem.workflows.rules.Outcome;
import dev.tandem.workflows.workspace.WorkspaceValues;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Plays a call through its rules alone, outcome by outcome. */
final class PlayedCall {

    private final JsonNode document;
    private final List<CallEvent> events = new ArrayList<>();
    private Outcome now;

    private PlayedCall(JsonNode document) {
        this.document = document;
        this.now = CallRules.open(call(Map.of()));
    }

    static PlayedCall of(String resource) {
        return of(Documents.resource(resource));
    }

    static PlayedCall of(JsonNode document) {
        return new PlayedCall(document);
    }

    PlayedCall starts(String variables) {
        Map<String, JsonNode> given = new LinkedHashMap<>();
        json(variables).properties().forEach(variable -> given.put(variable.getKey(), variable.getValue()));
        return move(CallRules.open(call(given)));
    }

    /** Starts a call that has been greeted, with this agent active. */
    PlayedCall at(String agentId) {
        happens(new Happening.StepCameOut(armed(), Script.greets("Hello.")));
        return standsAt(agentId);
    }

    PlayedCall standsAt(String agentId) {
        CallState state = now.state();
        events.clear();
        String name = state.call().graph().agent(agentId).name();
        now = new Outcome(
                state.after(new CallEvent.AgentActivated(state.turn(), agentId, name)), now.next(), List.of());
        return this;
    }

    PlayedCall after(TurnOutcome outcome) {
        arrives();
        return happens(new Happening.StepCameOut(armed(), outcome));
    }

    /** Has the tools return that run. None do if the model asked for them when it might not ask any more. */
    PlayedCall toolsReturn(ToolResult.Status status, @Nullable String content) {
        if (!(now.next() instanceof RunTools run)) {
            return this;
        }
        List<ToolResult> results = run.requests().stream()
                .map(request -> new ToolResult(
                        request.call().key(),
                        request.call().name(),
                        status,
                        content == null ? null : json(content),
                        content == null ? "It broke." : null,
                        1,
                        5))
                .toList();
        return happens(new Happening.ToolsReturned(run, results)).arrives();
    }

    /** Puts the next agent's parts in place, if the call moves. */
    PlayedCall arrives() {
        return now.next() instanceof Transfer ? arrives(null) : this;
    }

    /** Puts the next agent's parts in place, with the summary that was wanted. */
    PlayedCall arrives(@Nullable ConversationSummary summary) {
        Transfer transfer = (Transfer) now.next();
        TransferReceipt receipt = new TransferReceipt(transfer.request().toAgentId(), true, summary);
        return happens(new Happening.TransferArrived(transfer, receipt));
    }

    PlayedCall happens(Happening happening) {
        return move(CallRules.next(now.state(), happening));
    }

    CallState state() {
        return now.state();
    }

    Action next() {
        return now.next();
    }

    Arm armed() {
        arrives();
        return (Arm) now.next();
    }

    TurnStep todo() {
        return armed().todo();
    }

    /** Returns the step as the attending process gets it. */
    TurnInput input() {
        return now.state().input(todo(), 1, Instant.EPOCH);
    }

    /** Returns what a path's guard says now. */
    Verdict judges(Path path) {
        Map<String, JsonNode> values = new LinkedHashMap<>();
        state().variables().forEach((name, known) -> values.put(name, known.value()));
        return state().call().graph().judge(path, new Guard.Facts(values, 0, turn(), "voice"));
    }

    String agent() {
        return now.state().agent().name();
    }

    int turn() {
        return now.state().turn();
    }

    int step() {
        return now.state().progress().step();
    }

    /** Returns {@code <path id> <by>} of every path taken. */
    List<String> taken() {
        return events.stream()
                .filter(CallEvent.PathTaken.class::isInstance)
                .map(CallEvent.PathTaken.class::cast)
                .map(taken -> taken.pathId() + " " + taken.by())
                .toList();
    }

    /** Returns the payload of the last event of this type. */
    JsonNode payload(String type) {
        return events.reversed().stream()
                .filter(event -> CallEventType.of(event).wireName().equals(type))
                .findFirst()
                .map(EventJson::payload)
                .orElseThrow();
    }

    List<CallEvent> events() {
        return events;
    }

    private PlayedCall move(Outcome next) {
        now = next;
        events.addAll(next.events());
        return this;
    }

    private Call call(Map<String, JsonNode> variables) {
        return new Call(
                new CallInput("1", "shop", "0c5f", "v1", "voice", "room-1", variables),
                new LoadedVersion("v1", "Bank", 1, "Europe/Vienna", document, WorkspaceValues.NONE),
                GraphDocument.load(document));
    }
}

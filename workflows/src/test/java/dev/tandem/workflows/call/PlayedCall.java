package dev.tandem.workflows.call;

import static dev.tandem.workflows.Documents.json;

import dev.tandem.workflows.Documents;
import dev.tandem.workflows.document.GraphDocument;
import dev.tandem.workflows.protocol.CallInput;
import dev.tandem.workflows.protocol.ConversationSummary;
import dev.tandem.workflows.protocol.LoadedVersion;
import dev.tandem.workflows.protocol.ToolResult;
import dev.tandem.workflows.protocol.TransferReceipt;
import dev.tandem.workflows.protocol.TurnOutcome;
import dev.tandem.workflows.rules.Action;
import dev.tandem.workflows.rules.Action.ArmTurn;
import dev.tandem.workflows.rules.Action.RunTools;
import dev.tandem.workflows.rules.Action.Transfer;
import dev.tandem.workflows.rules.CallRules;
import dev.tandem.workflows.rules.CallState;
import dev.tandem.workflows.rules.CallState.Call;
import dev.tandem.workflows.rules.Entry;
import dev.tandem.workflows.rules.Outcome;
import dev.tandem.workflows.rules.SummaryRules;
import dev.tandem.workflows.rules.ToolRules;
import dev.tandem.workflows.workspace.WorkspaceValues;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** A call played through its rules alone, outcome by outcome. */
final class PlayedCall {

    private final JsonNode document;
    private final List<Entry> entries = new ArrayList<>();
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

    /** Greeted, with this agent active. */
    PlayedCall at(String agentId) {
        move(CallRules.after(now.state(), armed(), Script.greets("Hello.")));
        return standsAt(agentId);
    }

    PlayedCall standsAt(String agentId) {
        CallState state = now.state();
        entries.clear();
        now = new Outcome(
                new CallState(
                        state.call(),
                        agentId,
                        state.progress(),
                        state.lines(),
                        state.variables(),
                        state.untold(),
                        state.unsettled(),
                        state.played(),
                        state.travels(),
                        state.decision(),
                        state.closing(),
                        state.control()),
                now.next(),
                List.of());
        return this;
    }

    PlayedCall after(TurnOutcome outcome) {
        arrives();
        return move(CallRules.after(now.state(), armed(), outcome));
    }

    PlayedCall toolsReturn(ToolResult.Status status, @Nullable String content) {
        RunTools run = (RunTools) now.next();
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
        return move(ToolRules.ran(now.state(), run, results)).arrives();
    }

    /** The next agent's parts are in place, where the call moves. */
    PlayedCall arrives() {
        return now.next() instanceof Transfer ? arrives(null) : this;
    }

    /** The same, with what became of the summary that was wanted. */
    PlayedCall arrives(@Nullable ConversationSummary summary) {
        Transfer transfer = (Transfer) now.next();
        TransferReceipt receipt = new TransferReceipt(transfer.request().toAgentId(), true, summary);
        return move(SummaryRules.arrived(now.state(), transfer, Optional.of(receipt)));
    }

    CallState state() {
        return now.state();
    }

    Action next() {
        return now.next();
    }

    ArmTurn armed() {
        arrives();
        return (ArmTurn) now.next();
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

    /** {@code <path id> <by>} of every path taken. */
    List<String> taken() {
        return entries.stream()
                .filter(entry -> entry.type().equals("path.taken"))
                .map(entry -> entry.payload().path("path_id").asString() + " "
                        + entry.payload().path("by").asString())
                .toList();
    }

    /** Of the last event of this type. */
    JsonNode payload(String type) {
        return entries.reversed().stream()
                .filter(entry -> entry.type().equals(type))
                .findFirst()
                .orElseThrow()
                .payload();
    }

    List<Entry> entries() {
        return entries;
    }

    private PlayedCall move(Outcome next) {
        now = next;
        entries.addAll(next.entries());
        return this;
    }

    private Call call(Map<String, JsonNode> variables) {
        return new Call(
                new CallInput("1", "shop", "0c5f", "v1", "voice", "room-1", variables),
                new LoadedVersion("v1", "Bank", 1, "Europe/Vienna", document, WorkspaceValues.NONE),
                GraphDocument.load(document));
    }
}

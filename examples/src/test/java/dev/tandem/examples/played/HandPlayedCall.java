package dev.tandem.examples.played;

import dev.tandem.workers.egress.Egress;
import dev.tandem.workers.egress.EgressSettings;
import dev.tandem.workers.llm.LanguageModel;
import dev.tandem.workers.llm.LanguageModels;
import dev.tandem.workers.provider.Provider;
import dev.tandem.workers.think.ModelAnswer;
import dev.tandem.workers.think.ModelContext;
import dev.tandem.workers.think.ModelReply;
import dev.tandem.workers.think.ModelStream;
import dev.tandem.workers.tool.ToolFault;
import dev.tandem.workers.tool.http.HttpTool;
import dev.tandem.workers.workspace.Vault;
import dev.tandem.workflows.event.CallEvent;
import dev.tandem.workflows.event.Timings;
import dev.tandem.workflows.graph.Agent;
import dev.tandem.workflows.graph.AgentGraph;
import dev.tandem.workflows.graph.ProviderKind;
import dev.tandem.workflows.protocol.CallInput;
import dev.tandem.workflows.protocol.LoadedVersion;
import dev.tandem.workflows.protocol.Offers;
import dev.tandem.workflows.protocol.StepNumber;
import dev.tandem.workflows.protocol.ToolCall;
import dev.tandem.workflows.protocol.ToolRequest;
import dev.tandem.workflows.protocol.ToolResult;
import dev.tandem.workflows.protocol.TransferProposal;
import dev.tandem.workflows.protocol.TransferReceipt;
import dev.tandem.workflows.protocol.TurnInput;
import dev.tandem.workflows.protocol.TurnOutcome;
import dev.tandem.workflows.protocol.TurnOutcome.Spoken;
import dev.tandem.workflows.protocol.TurnStep;
import dev.tandem.workflows.protocol.Utterance;
import dev.tandem.workflows.rules.Action;
import dev.tandem.workflows.rules.CallRules;
import dev.tandem.workflows.rules.CallState;
import dev.tandem.workflows.rules.Happening;
import dev.tandem.workflows.rules.Outcome;
import dev.tandem.workflows.workspace.MasterKeys;
import dev.tandem.workflows.workspace.WorkspaceValues;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.JsonNodeFactory;

/**
 * A call without audio, a room, a thread of its own and Temporal: the rules of calls, prompts, a model and real tools. It
 * does what the rules say next, and tells them what came of it.
 */
public final class HandPlayedCall {

    private static final Instant NOW = Instant.parse("2026-11-25T15:00:00Z");

    /** Steps in answer to one utterance, after which the agent must have said something. */
    private static final int MOST_STEPS = 12;

    private final HttpTool http = new HttpTool(new Egress(EgressSettings.allowing("127.0.0.1/32")));
    private final Vault vault = new Vault(MasterKeys.parse(""));
    private final List<String> steps = new ArrayList<>();
    private final ModelContext mind;
    private final Instant at;
    private Outcome now;
    private long revision;
    private String unheard = "";
    private boolean speechOnly;

    public HandPlayedCall(AgentGraph graph, LanguageModel model) {
        this(graph, model, Map.of(), NOW);
    }

    private HandPlayedCall(AgentGraph graph, LanguageModel model, Map<String, JsonNode> given, Instant at) {
        this.at = at;
        LoadedVersion version =
                new LoadedVersion("v", "Played", 1, "UTC", JsonNodeFactory.instance.objectNode(), WorkspaceValues.NONE);
        CallInput input = new CallInput("call", "played", null, "v", "voice", "room", given);
        this.now = follow(CallRules.open(new CallState.Call(input, version, graph)));
        LanguageModels models = new LanguageModels(List.of(Provider.of(ProviderKind.LLM, "builtin", _ -> model)));
        this.mind = new ModelContext("call", now.state().conversation(), graph, models::model, vault);
        open();
    }

    /** Starts a call with variables. */
    public static HandPlayedCall with(AgentGraph graph, LanguageModel model, Map<String, JsonNode> given) {
        return new HandPlayedCall(graph, model, given, NOW);
    }

    /** Starts a call at a time of the call's clock, where it stays. */
    public static HandPlayedCall at(Instant at, AgentGraph graph, LanguageModel model) {
        return new HandPlayedCall(graph, model, Map.of(), at);
    }

    /** Returns what the agent answers to the caller's words, after all tools and transfers. */
    public String hears(String words) throws InterruptedException {
        steps.clear();
        mind.said(mind.agent(), unheard, false);
        unheard = "";
        Utterance heard = new Utterance(now.state().turn(), words);
        arm();
        mind.heard(heard);
        for (int step = 0; step < MOST_STEPS; step++) {
            switch (now.next()) {
                case Action.Arm arm -> {
                    Optional<String> said = answer(arm, heard);
                    if (said.isPresent()) {
                        return said.get();
                    }
                }
                case Action.RunTools run -> happens(new Happening.ToolsReturned(run, run(run)));
                case Action.Transfer transfer -> arrive(transfer);
                case Action.EndCall _ -> throw new AssertionError("the call is over: " + steps);
            }
        }
        throw new AssertionError("the model goes in circles: " + steps);
    }

    /** Lets the caller interrupt the last reply. */
    public void onlyHeard(String words) {
        mind.said(mind.agent(), words, true);
        unheard = "";
    }

    /** Returns what happened since the caller's last words, such as {@code check_order{"order_id":"A1234"}}. */
    public List<String> steps() {
        return List.copyOf(steps);
    }

    public String agent() {
        return now.state().agent().name();
    }

    private void open() {
        arm();
        Action.Arm arm = (Action.Arm) now.next();
        String greeting = mind.greeting();
        mind.said(mind.agent(), greeting, false);
        happens(new Happening.StepCameOut(arm, new TurnOutcome.Replied(spoken(null, greeting, new ModelAnswer()))));
    }

    /** Tells the agent of the step that is next. */
    private void arm() {
        if (now.next() instanceof Action.Arm(TurnStep todo)) {
            Agent was = mind.agent();
            TurnInput input = now.state().input(todo, ++revision, at);
            mind.armed(input);
            speechOnly = input.offers().equals(Offers.NOTHING);
            mind.activate(now.state().agent());
            mind.remember(was, input);
        }
    }

    /** Empty: the turn goes on. */
    private Optional<String> answer(Action.Arm arm, Utterance heard) {
        if (arm.isLast()) {
            return Optional.of(say(arm, heard));
        }
        StringBuilder words = new StringBuilder();
        StepNumber number =
                new StepNumber(now.state().turn(), now.state().progress().step());
        ModelAnswer answer = think(words);
        ModelReply reply = mind.meaning(answer, terms(number, true));
        if (reply instanceof ModelReply.Noted) {
            mind.rememberNotes(answer, number);
            ModelAnswer again = think(words);
            return settle(arm, heard, words.toString(), again, mind.meaning(again, terms(number, false)));
        }
        return settle(arm, heard, words.toString(), answer, reply);
    }

    private ModelContext.Terms terms(StepNumber number, boolean mayNote) {
        return new ModelContext.Terms(number, speechOnly, mayNote, false);
    }

    private Optional<String> settle(
            Action.Arm arm, Utterance heard, String words, ModelAnswer answer, ModelReply reply) {
        Spoken spoken = spoken(heard, words, answer);
        switch (reply) {
            case ModelReply.Transfer(TransferProposal proposal) ->
                happens(new Happening.StepCameOut(arm, new TurnOutcome.TransferAsked(spoken, proposal)));
            case ModelReply.Tools(List<ToolCall> calls) ->
                happens(new Happening.StepCameOut(arm, new TurnOutcome.ToolsAsked(spoken, calls)));
            case ModelReply.Useless(String why) -> throw new AssertionError(why + " " + steps);
            case ModelReply.Said _, ModelReply.Noted _ -> {
                unheard = words;
                happens(new Happening.StepCameOut(arm, new TurnOutcome.Replied(spoken)));
                return Optional.of(words);
            }
        }
        arm();
        return Optional.empty();
    }

    /** The call ends with these words of a path. */
    private String say(Action.Arm arm, Utterance heard) {
        String words = mind.fill(((TurnStep.Farewell) arm.todo()).say());
        happens(new Happening.StepCameOut(arm, new TurnOutcome.Replied(spoken(heard, words, new ModelAnswer()))));
        return words;
    }

    private ModelAnswer think(StringBuilder words) {
        CompletableFuture<Void> over = new CompletableFuture<>();
        ModelStream stream = mind.think(speechOnly, List.of(), words::append);
        stream.whenOver(Runnable::run, () -> over.complete(null), over::completeExceptionally);
        over.join();
        stream.answer().asked().forEach(asked -> steps.add(asked.name() + asked.arguments()));
        return stream.answer();
    }

    private Spoken spoken(@Nullable Utterance heard, String words, ModelAnswer answer) {
        return new Spoken(heard, words, words, false, mind.notes(answer), Timings.NONE);
    }

    private void arrive(Action.Transfer transfer) {
        happens(new Happening.TransferArrived(
                transfer, new TransferReceipt(transfer.request().toAgentId(), true, null)));
        arm();
    }

    private void happens(Happening happening) {
        now = follow(CallRules.next(now.state(), happening));
        if (happening instanceof Happening.ToolsReturned) {
            arm();
        }
    }

    /** Notes the silent paths that were taken. */
    private Outcome follow(Outcome outcome) {
        outcome.events().stream()
                .filter(CallEvent.PathTaken.class::isInstance)
                .map(CallEvent.PathTaken.class::cast)
                .filter(taken -> taken.by().equals(CallEvent.PathTaken.ROUTED))
                .forEach(taken -> steps.add(taken.pathId()));
        return outcome;
    }

    private List<ToolResult> run(Action.RunTools run) throws InterruptedException {
        List<ToolResult> results = new ArrayList<>();
        for (ToolRequest request : run.requests()) {
            results.add(sent(run(request)));
        }
        return results;
    }

    /** Sends a result as JSON, as it comes from the process that ran the tool. */
    private static ToolResult sent(ToolResult result) {
        return JsonMapper.shared().readValue(JsonMapper.shared().writeValueAsString(result), ToolResult.class);
    }

    private ToolResult run(ToolRequest request) throws InterruptedException {
        ToolCall call = request.call();
        try {
            JsonNode content = http.run(
                            request.tool(),
                            call,
                            vault.of(WorkspaceValues.NONE),
                            Duration.ofMillis(request.tool().timeoutMs()))
                    .content();
            return new ToolResult(call.key(), call.name(), ToolResult.Status.OK, content, null, 1, 1);
        } catch (ToolFault fault) {
            return new ToolResult(call.key(), call.name(), ToolResult.Status.FAILED, null, fault.getMessage(), 1, 1);
        }
    }
}

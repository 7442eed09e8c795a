package dev.tandem.workflows.call;

import dev.tandem.workflows.RandomMoves.Incident;
import dev.tandem.workflows.command.Command;
import dev.tandem.workflows.command.Operator;
import dev.tandem.workflows.document.GraphDocument;
import dev.tandem.workflows.event.CallEvent;
import dev.tandem.workflows.event.EventMasking;
import dev.tandem.workflows.event.RecordedEvent;
import dev.tandem.workflows.graph.AgentGraph;
import dev.tandem.workflows.protocol.CallInput;
import dev.tandem.workflows.protocol.ConversationSummary;
import dev.tandem.workflows.protocol.LoadedVersion;
import dev.tandem.workflows.protocol.ToolCall;
import dev.tandem.workflows.protocol.ToolResult;
import dev.tandem.workflows.protocol.TransferReceipt;
import dev.tandem.workflows.protocol.TurnOutcome;
import dev.tandem.workflows.protocol.Utterance;
import dev.tandem.workflows.replay.Cue;
import dev.tandem.workflows.replay.CueJson;
import dev.tandem.workflows.replay.RecordedCall;
import dev.tandem.workflows.rules.Action;
import dev.tandem.workflows.rules.Action.Arm;
import dev.tandem.workflows.rules.Action.EndCall;
import dev.tandem.workflows.rules.Action.RunTools;
import dev.tandem.workflows.rules.Action.Transfer;
import dev.tandem.workflows.rules.CallRules;
import dev.tandem.workflows.rules.CallState.Call;
import dev.tandem.workflows.rules.Happening;
import dev.tandem.workflows.rules.Outcome;
import dev.tandem.workflows.variable.HiddenValues;
import dev.tandem.workflows.variable.VariableNote;
import dev.tandem.workflows.workspace.WorkspaceValues;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Plays a call through its rules, and records it as the call workflow does: masked events, and what led to them. */
final class TapedCall {

    private final Call call;
    private final EventMasking masking;
    private final List<Cue> cues = new ArrayList<>();
    private final List<RecordedEvent> recorded = new ArrayList<>();
    private final Map<Integer, JsonNode> causes = new LinkedHashMap<>();
    private final List<Integer> marks = new ArrayList<>();
    private Outcome now;

    TapedCall(JsonNode document, Map<String, JsonNode> given) {
        this.call = new Call(
                new CallInput("1", "shop", "0c5f", "v1", "voice", "room-1", given),
                new LoadedVersion("v1", "Shop", 1, "Europe/Vienna", document, WorkspaceValues.NONE),
                GraphDocument.load(document));
        this.masking = new EventMasking(new HiddenValues(call.graph().sensitiveNames()));
        cues.add(new Cue.Opened("voice", given));
        this.now = CallRules.open(call);
        write(now.events());
    }

    AgentGraph graph() {
        return call.graph();
    }

    List<RecordedEvent> recorded() {
        return recorded;
    }

    Action next() {
        return now.next();
    }

    /** Returns the incident that led to an event. */
    long incidentOf(RecordedEvent event) {
        return marks.stream().filter(mark -> mark < event.sequence()).count();
    }

    boolean isOver() {
        return now.next() instanceof EndCall;
    }

    int turn() {
        return now.state().turn();
    }

    TapedCall happens(Happening happening) {
        cues.add(Cue.of(happening));
        now = CallRules.next(now.state(), happening);
        write(now.events());
        return this;
    }

    /** Has the caller heard before the step comes out. */
    TapedCall hears(String words) {
        List<Utterance> heard = List.of(new Utterance(turn(), words));
        cues.add(new Cue.Heard(heard));
        CallRules.Heard after = CallRules.heard(now.state(), heard);
        now = new Outcome(after.state(), now.next(), List.of());
        write(after.events());
        return this;
    }

    TapedCall after(TurnOutcome outcome) {
        settle();
        return happens(new Happening.StepCameOut((Arm) now.next(), outcome));
    }

    TapedCall toolsReturn(ToolResult.Status status, @Nullable JsonNode content) {
        RunTools run = (RunTools) now.next();
        return happens(new Happening.ToolsReturned(
                run,
                run.requests().stream()
                        .map(request -> new ToolResult(
                                request.call().key(),
                                request.call().name(),
                                status,
                                content,
                                status == ToolResult.Status.OK ? null : "It broke.",
                                1,
                                5))
                        .toList()));
    }

    /** Puts the next agent in place, if the call moves. */
    void settle() {
        if (now.next() instanceof Transfer transfer) {
            boolean wanted = transfer.request().wanted() != null;
            ConversationSummary summary = wanted ? ConversationSummary.of("They talked.", 3) : null;
            happens(new Happening.TransferArrived(
                    transfer, new TransferReceipt(transfer.request().toAgentId(), true, summary)));
        }
    }

    /** Has an incident happen, and every so often a command, or that the caller is heard early. */
    void happen(Incident incident, int number) {
        marks.add(recorded.size());
        settle();
        if (now.next() instanceof RunTools) {
            boolean fails = incident.kind().equals("silence");
            toolsReturn(
                    fails ? ToolResult.Status.FAILED : ToolResult.Status.OK,
                    fails ? null : JsonMapper.shared().valueToTree(Map.of("flag", incident.confirmed())));
        } else if (now.next() instanceof Arm arm && number % 5 == 4 && !arm.isLast()) {
            happens(new Happening.CommandGiven(number % 2 == 0 ? arm : arm.yielding(), command(incident, number)));
        } else if (now.next() instanceof Arm) {
            if (number % 4 == 1 && turn() > 0) {
                hears("Words.");
            }
            after(outcome(incident));
        }
    }

    private static Command.Queued command(Incident incident, int number) {
        Operator operator = new Operator("c" + number, "key");
        return switch (number % 4) {
            case 0 -> new Command.ForcePath(operator, incident.path());
            case 1 ->
                new Command.CorrectVariable(operator, "y", JsonMapper.shared().valueToTree(number));
            case 2 -> new Command.Pause(operator);
            default -> new Command.Resume(operator);
        };
    }

    private TurnOutcome outcome(Incident incident) {
        int turn = turn();
        VariableNote[] notes = incident.arguments().entrySet().stream()
                .map(one -> new VariableNote(one.getKey(), "raw", one.getValue(), incident.confirmed()))
                .toArray(VariableNote[]::new);
        if (turn == 0) {
            return Script.greets("Hello.");
        }
        return switch (incident.kind()) {
            case "proposed" ->
                Script.proposes(
                        turn,
                        "Words.",
                        incident.path(),
                        JsonMapper.shared().valueToTree(incident.arguments()).toString());
            case "tool" ->
                new TurnOutcome.ToolsAsked(
                        Script.spoken(turn, "Words.", "One moment."),
                        List.of(new ToolCall(
                                "1/" + turn + "/" + now.state().progress().step() + "/1",
                                "look",
                                JsonMapper.shared().valueToTree(incident.arguments()))));
            case "silence" -> new TurnOutcome.Silence();
            case "pressed" -> new TurnOutcome.Pressed("1");
            default -> Script.replies(turn, "Words.", "Words of mine.", notes);
        };
    }

    /** Ends the call: its caller hangs up, if it is not over. */
    RecordedCall hungUp() {
        if (!isOver()) {
            happens(new Happening.Deserted(EndCall.completed("caller_left")));
        }
        EndCall end = (EndCall) now.next();
        write(CallRules.ended(now.state(), end, 1_000, List.of()));
        return taped();
    }

    /** Returns the call as a replay reads it from the database. */
    RecordedCall taped() {
        return RecordedCall.of("1", recorded, causes);
    }

    Map<Integer, JsonNode> causes() {
        return causes;
    }

    private void write(List<CallEvent> events) {
        List<RecordedEvent> written = new ArrayList<>();
        for (CallEvent event : events) {
            written.add(RecordedEvent.of(recorded.size() + written.size() + 1, Instant.EPOCH, masking.mask(event)));
        }
        if (!written.isEmpty() && !cues.isEmpty()) {
            JsonNode cause = CueJson.write(cues, written);
            causes.put(written.getFirst().sequence(), JsonMapper.shared().readTree(cause.toString()));
            cues.clear();
        }
        recorded.addAll(written);
    }
}

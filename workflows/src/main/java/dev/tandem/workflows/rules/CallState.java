package dev.tandem.workflows.rules;

import dev.tandem.workflows.graph.Agent;
import dev.tandem.workflows.graph.AgentGraph;
import dev.tandem.workflows.graph.Path;
import dev.tandem.workflows.graph.PathEvent;
import dev.tandem.workflows.graph.Phrase;
import dev.tandem.workflows.graph.Target;
import dev.tandem.workflows.graph.Trigger;
import dev.tandem.workflows.protocol.CallInput;
import dev.tandem.workflows.protocol.Control;
import dev.tandem.workflows.protocol.Conversation;
import dev.tandem.workflows.protocol.Conversation.Line;
import dev.tandem.workflows.protocol.Heartbeat;
import dev.tandem.workflows.protocol.Lease;
import dev.tandem.workflows.protocol.LoadedVersion;
import dev.tandem.workflows.protocol.RunningTools;
import dev.tandem.workflows.protocol.TurnInput;
import dev.tandem.workflows.protocol.Utterance;
import dev.tandem.workflows.rules.Action.ArmTurn;
import dev.tandem.workflows.rules.Action.EndCall;
import dev.tandem.workflows.variable.VariableUpdate;
import dev.tandem.workflows.variable.VariableValue;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * All that a call knows of itself at one moment.
 *
 * @param call what never changes in it
 * @param variables in the order in which they were learnt
 * @param untold what the attending process has not been told of yet, or may have lost
 * @param unsettled by turn: what was heard and has no reply in these books
 * @param travels the paths it took
 * @param decision why it moved, or did not, the last time a path was proposed; empty: none was
 * @param played words of the open turn's reply that had left the speaker when an attendance died; empty: none
 * @param closing how the call ends once its last turn is spoken; null: it goes on
 * @param control who has the word
 */
public record CallState(
        Call call,
        String agentId,
        TurnProgress progress,
        List<Line> lines,
        Map<String, VariableValue> variables,
        Untold untold,
        SortedMap<Integer, Utterance> unsettled,
        String played,
        PathHistory travels,
        String decision,
        @Nullable EndCall closing,
        Control control) {

    /** What an agent has for its farewell that takes a call over at its last turn. */
    private static final int TURNS_AFTER_THE_LAST = 10;

    /** What a call was started with. */
    public record Call(CallInput input, LoadedVersion version, AgentGraph graph) {}

    /**
     * @param variables that changed
     * @param asides that an operator wants said
     */
    record Untold(List<VariableValue> variables, List<TurnInput.Aside> asides) {

        static final Untold NOTHING = new Untold(List.of(), List.of());

        Untold {
            variables = List.copyOf(variables);
            asides = List.copyOf(asides);
        }

        Untold with(List<VariableValue> news) {
            return new Untold(Stream.concat(variables.stream(), news.stream()).toList(), asides);
        }

        /** A step came out, in which these words of an operator were said. */
        Untold told(List<String> said) {
            return new Untold(
                    List.of(),
                    asides.stream().filter(aside -> !said.contains(aside.id())).toList());
        }

        Untold with(TurnInput.Aside aside) {
            return new Untold(
                    variables, Stream.concat(asides.stream(), Stream.of(aside)).toList());
        }
    }

    public CallState {
        lines = List.copyOf(lines);
        variables = Collections.unmodifiableMap(new LinkedHashMap<>(variables));
        unsettled = Collections.unmodifiableSortedMap(new TreeMap<>(unsettled));
    }

    static CallState starting(Call call, VariableUpdate variables) {
        return new CallState(
                call,
                call.graph().entryAgentId(),
                TurnProgress.OPENING,
                List.of(),
                variables.variables(),
                Untold.NOTHING,
                new TreeMap<>(),
                "",
                PathHistory.NONE,
                "",
                null,
                Control.AGENT);
    }

    public Agent agent() {
        return call.graph().agent(agentId);
    }

    /** What the platform says by itself; a template. */
    String phrase(Phrase phrase) {
        return call.graph().phrases().text(phrase);
    }

    public int turn() {
        return progress.turn();
    }

    /** How many transfers the call made. */
    public int transfers() {
        return travels.total();
    }

    /** The turn after which the call ends: later than the document's, where a path has taken the call over at it. */
    int lastTurn() {
        return takenOver()
                .map(visit -> visit.lastTurn() + TURNS_AFTER_THE_LAST)
                .orElseGet(() -> call.graph().limits().maxTurns());
    }

    /** When a path that waits for max_turns was taken. */
    Optional<PathHistory.Visit> takenOver() {
        return call.graph().agents().stream()
                .flatMap(agent -> agent.paths().stream())
                .filter(path -> path.trigger().equals(new Trigger.Event(new PathEvent.MaxTurns())))
                .flatMap(path -> Optional.ofNullable(travels.visits().get(path.id())).stream())
                .findFirst();
    }

    /** What the rules by which the call moves look at. */
    RuleContext standing() {
        return new RuleContext(
                call.graph(), agent(), variables, travels, turn(), call.input().channel());
    }

    /** Turns that the caller began and that came to their end. */
    public int settledTurns() {
        return Math.max(0, turn() - 1);
    }

    /** @param at the call's own clock */
    public TurnInput input(ArmTurn arm, long revision, Instant at) {
        return new TurnInput(
                call.input().callId(),
                turn(),
                progress.step(),
                revision,
                agentId,
                arm.entered(),
                arm.results(),
                arm.rejection(),
                untold.variables(),
                List.copyOf(unsettled.values()),
                arm.say(),
                arm.last(),
                arm.speechOnly(),
                arm.listens(),
                at,
                arm.taken(),
                played.isEmpty() ? null : played,
                arm.last() ? Control.AGENT : control,
                arm.yields(),
                untold.asides());
    }

    /** @param tools that run; null: none */
    public Lease attendance(String workflowId, int number, @Nullable RunningTools tools) {
        return new Lease(
                call.input().callId(),
                workflowId,
                call.input().room(),
                number,
                turn(),
                List.copyOf(unsettled.values()),
                played,
                call.input().channel(),
                tools);
    }

    public Conversation conversation() {
        return new Conversation(call.version(), call.input().channel(), agentId, turn(), lines, variables, control);
    }

    CallState with(TurnProgress next) {
        return new CallState(
                call, agentId, next, lines, variables, untold, unsettled, played, travels, decision, closing, control);
    }

    CallState with(Line line) {
        List<Line> longer = new ArrayList<>(lines);
        longer.add(line);
        return new CallState(
                call, agentId, progress, longer, variables, untold, unsettled, played, travels, decision, closing,
                control);
    }

    /** @param number of the transfer that the summary goes with, from 1 */
    CallState summarised(int number, String summary) {
        List<Line> told = new ArrayList<>(lines);
        int transfers = 0;
        for (int at = 0; at < told.size(); at++) {
            Line line = told.get(at);
            if (line.role() == Conversation.Role.TRANSFER && ++transfers == number) {
                told.set(at, line.with(summary));
            }
        }
        return new CallState(
                call, agentId, progress, told, variables, untold, unsettled, played, travels, decision, closing,
                control);
    }

    CallState with(Map<String, VariableValue> learnt, List<VariableValue> news) {
        return new CallState(
                call,
                agentId,
                progress,
                lines,
                learnt,
                untold.with(news),
                unsettled,
                played,
                travels,
                decision,
                closing,
                control);
    }

    CallState closing(EndCall end) {
        return new CallState(
                call, agentId, progress, lines, variables, untold, unsettled, played, travels, decision, end, control);
    }

    /** The call takes a path: to another agent, or to its end, at which nobody else becomes active. */
    CallState took(Path path) {
        String next = path.target() instanceof Target.ToAgent(String id) ? id : agentId;
        return new CallState(
                call,
                next,
                path.trigger() instanceof Trigger.Always ? progress : progress.pathTaken(),
                lines,
                variables,
                untold,
                unsettled,
                played,
                travels.took(path, turn()),
                decision,
                closing,
                control);
    }

    CallState with(Control next) {
        return new CallState(
                call, agentId, progress, lines, variables, untold, unsettled, played, travels, decision, closing, next);
    }

    CallState with(TurnInput.Aside aside) {
        Untold more = untold.with(aside);
        return new CallState(
                call, agentId, progress, lines, variables, more, unsettled, played, travels, decision, closing,
                control);
    }

    CallState decided(String why) {
        return new CallState(
                call, agentId, progress, lines, variables, untold, unsettled, played, travels, why, closing, control);
    }

    CallState with(PathHistory further) {
        return new CallState(
                call, agentId, progress, lines, variables, untold, unsettled, played, further, decision, closing,
                control);
    }

    /**
     * A step came out: the attending process knows all, and nothing of the reply is lost any more.
     *
     * @param asides ids of operators' words that were said
     */
    CallState told(List<String> asides) {
        Untold left = untold.told(asides);
        return new CallState(
                call, agentId, progress, lines, variables, left, unsettled, "", travels, decision, closing, control);
    }

    public CallState heard(Utterance utterance) {
        SortedMap<Integer, Utterance> more = new TreeMap<>(unsettled);
        more.put(utterance.turn(), utterance);
        return new CallState(
                call, agentId, progress, lines, variables, untold, more, played, travels, decision, closing, control);
    }

    /** What was heard and will not be answered. */
    public CallState heard(List<Utterance> unanswered) {
        CallState state = this;
        for (Utterance utterance : unanswered) {
            state = utterance.turn() < turn() ? state : state.heard(utterance);
        }
        return state;
    }

    /** The turn is over. */
    CallState settled() {
        TurnProgress next = progress.settled();
        return new CallState(
                call,
                agentId,
                next,
                lines,
                variables,
                untold,
                unsettled.tailMap(next.turn()),
                played,
                travels,
                decision,
                closing,
                control);
    }

    /** An attendance died, and this was its last word. */
    public CallState after(Heartbeat beat) {
        SortedMap<Integer, Utterance> more = new TreeMap<>(unsettled);
        beat.unsettled().stream()
                .filter(utterance -> utterance.turn() >= turn())
                .forEach(utterance -> more.put(utterance.turn(), utterance));
        String spoken = beat.playingTurn() == turn() ? beat.played() : "";
        return new CallState(
                call, agentId, progress, lines, variables, untold, more, spoken, travels, decision, closing, control);
    }
}

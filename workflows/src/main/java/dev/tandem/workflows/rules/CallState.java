package dev.tandem.workflows.rules;

import dev.tandem.workflows.event.CallEvent;
import dev.tandem.workflows.graph.Agent;
import dev.tandem.workflows.graph.AgentGraph;
import dev.tandem.workflows.graph.PathEvent;
import dev.tandem.workflows.graph.Phrase;
import dev.tandem.workflows.graph.Trigger;
import dev.tandem.workflows.protocol.CallInput;
import dev.tandem.workflows.protocol.Control;
import dev.tandem.workflows.protocol.Conversation;
import dev.tandem.workflows.protocol.Conversation.Line;
import dev.tandem.workflows.protocol.Heartbeat;
import dev.tandem.workflows.protocol.Lease;
import dev.tandem.workflows.protocol.LoadedVersion;
import dev.tandem.workflows.protocol.Offers;
import dev.tandem.workflows.protocol.RunningTools;
import dev.tandem.workflows.protocol.TurnInput;
import dev.tandem.workflows.protocol.TurnInput.Aside;
import dev.tandem.workflows.protocol.TurnStep;
import dev.tandem.workflows.protocol.Utterance;
import dev.tandem.workflows.rules.Action.EndCall;
import dev.tandem.workflows.variable.Ordered;
import dev.tandem.workflows.variable.VariableValue;
import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * The state of a call: all that it knows of itself at one moment.
 *
 * <p>What is recorded of it (who is active, what was said, the variables, the paths it took, who has the floor) changes
 * by {@link #after(CallEvent)} alone. The other methods change how far the open turn has come and what the attending
 * process must still be told.
 *
 * @param call what never changes in it
 * @param variables in the order in which they were learnt
 * @param claims by name: what the caller has said against a value that counts more, and not confirmed
 * @param untold what the attending process has not been told of yet, or may have lost
 * @param unsettled by turn: what was heard and has no reply yet
 * @param tools the tools that were asked for
 * @param history the paths it took, and the variables that it asked for in vain
 * @param decision why it moved, or did not, the last time a path was proposed; empty: none was
 * @param played words of the open turn's reply that had left the speaker when an attendance died; empty: none
 * @param closing how the call ends once its last turn is spoken; null: it goes on
 * @param control who has the floor
 */
public record CallState(
        Call call,
        String agentId,
        TurnProgress progress,
        List<Line> lines,
        Map<String, VariableValue> variables,
        Map<String, VariableValue> claims,
        Untold untold,
        SortedMap<Integer, Utterance> unsettled,
        AskedTools tools,
        String played,
        PathHistory history,
        String decision,
        @Nullable EndCall closing,
        Control control) {

    /** Turns that an agent has for its farewell if it takes a call over at its last turn. */
    private static final int TURNS_AFTER_THE_LAST = 10;

    /**
     * The tools that were asked for.
     *
     * @param running arguments of those that were started and have not ended, by key
     * @param mocks how often each mock of a test has answered
     */
    public record AskedTools(Map<String, JsonNode> running, Map<String, Integer> mocks) {

        static final AskedTools NONE = new AskedTools(Map.of(), Map.of());

        public AskedTools {
            running = Ordered.copy(running);
            mocks = Ordered.copy(mocks);
        }

        AskedTools started(String key, JsonNode arguments) {
            Map<String, JsonNode> more = new LinkedHashMap<>(running);
            more.put(key, arguments);
            return new AskedTools(more, mocks);
        }

        AskedTools ended(String key) {
            Map<String, JsonNode> rest = new LinkedHashMap<>(running);
            rest.remove(key);
            return new AskedTools(rest, mocks);
        }

        AskedTools mocked(String mock) {
            Map<String, Integer> more = new LinkedHashMap<>(mocks);
            more.merge(mock, 1, Integer::sum);
            return new AskedTools(running, more);
        }
    }

    /** The parts of a call that never change: what it was started with. */
    public record Call(CallInput input, LoadedVersion version, AgentGraph graph) {}

    /**
     * News that the attending process must still be told.
     *
     * @param variables that changed
     * @param asides that an operator wants said
     */
    public record Untold(List<VariableValue> variables, List<Aside> asides) {

        static final Untold NOTHING = new Untold(List.of(), List.of());

        public Untold {
            variables = List.copyOf(variables);
            asides = List.copyOf(asides);
        }

        Untold with(VariableValue news) {
            return new Untold(Stream.concat(variables.stream(), Stream.of(news)).toList(), asides);
        }

        Untold with(Aside aside) {
            return new Untold(
                    variables, Stream.concat(asides.stream(), Stream.of(aside)).toList());
        }

        /** Returns what is left to be told after a step in which these words of an operator were said. */
        Untold told(List<String> said) {
            return new Untold(
                    List.of(),
                    asides.stream().filter(aside -> !said.contains(aside.id())).toList());
        }
    }

    public CallState {
        lines = List.copyOf(lines);
        variables = Ordered.copy(variables);
        claims = Ordered.copy(claims);
        unsettled = Collections.unmodifiableSortedMap(new TreeMap<>(unsettled));
    }

    static CallState starting(Call call) {
        return new CallState(
                call,
                call.graph().entryAgentId(),
                TurnProgress.OPENING,
                List.of(),
                Map.of(),
                Map.of(),
                Untold.NOTHING,
                new TreeMap<>(),
                AskedTools.NONE,
                "",
                PathHistory.NONE,
                "",
                null,
                Control.AGENT);
    }

    public Agent agent() {
        return call.graph().agent(agentId);
    }

    /** Returns the template of a sentence that the platform says by itself. */
    String phrase(Phrase phrase) {
        return call.graph().phrases().text(phrase);
    }

    public int turn() {
        return progress.turn();
    }

    /** Returns how many transfers the call made. */
    public int transfers() {
        return history.total();
    }

    /**
     * Returns the turn after which the call ends. It is later than the document's if a path has taken the call over at
     * that turn.
     */
    int lastTurn() {
        return takenOver()
                .map(visit -> visit.lastTurn() + TURNS_AFTER_THE_LAST)
                .orElseGet(() -> call.graph().limits().maxTurns());
    }

    /** Returns when a path that waits for max_turns was taken. */
    Optional<PathHistory.Visit> takenOver() {
        return call.graph().agents().stream()
                .flatMap(agent -> agent.paths().stream())
                .filter(path -> path.trigger().equals(new Trigger.Event(new PathEvent.MaxTurns())))
                .flatMap(path -> Optional.ofNullable(history.visits().get(path.id())).stream())
                .findFirst();
    }

    /** Returns what the rules of transfers look at. */
    RuleContext context() {
        return new RuleContext(
                call.graph(),
                agent(),
                variables,
                claims,
                history,
                turn(),
                call.input().channel());
    }

    /** Returns how many turns the caller began that came to their end. */
    public int settledTurns() {
        return Math.max(0, turn() - 1);
    }

    /**
     * Returns a step as it is armed.
     *
     * @param at time of the call's own clock
     */
    public TurnInput input(TurnStep todo, long revision, Instant at) {
        TurnInput.News news =
                new TurnInput.News(untold.variables(), List.copyOf(unsettled.values()), played, untold.asides());
        Control floor = todo instanceof TurnStep.Farewell ? Control.AGENT : control;
        return new TurnInput(
                call.input().callId(), turn(), progress.step(), revision, agentId, floor, at, news, offers(todo), todo);
    }

    /** Returns what the model may ask for in a step. The paths are those that {@code path.offered} records. */
    Offers offers(TurnStep todo) {
        return switch (todo) {
            case TurnStep.Yield(TurnStep from) -> offers(from);
            case TurnStep.Farewell _ -> Offers.NOTHING;
            case TurnStep.GoOn _, TurnStep.Reconsider _ ->
                progress.exhausted(call.graph().limits().maxToolSteps()) ? Offers.NOTHING : offers();
            case TurnStep.Enter _, TurnStep.Listen _, TurnStep.AskAgain _ -> offers();
        };
    }

    private Offers offers() {
        return new Offers(
                true,
                PathOffer.offered(context()).stream().map(PathOffer::asOffered).toList());
    }

    /**
     * Returns a lease of the call.
     *
     * @param running tools that run; null: none
     */
    public Lease lease(String workflowId, int number, @Nullable RunningTools running) {
        Lease lease = new Lease(
                call.input().callId(),
                workflowId,
                call.input().room(),
                number,
                turn(),
                List.copyOf(unsettled.values()),
                played,
                call.input().channel(),
                running);
        return call.input().atNoServer() ? lease.withoutServer() : lease;
    }

    /** Returns whether nobody has said anything, so that perhaps nobody has joined the call yet. */
    public boolean hasNoWords() {
        return turn() == 0 && lines.isEmpty() && unsettled.isEmpty() && played.isEmpty();
    }

    public Conversation conversation() {
        return new Conversation(call.version(), call.input().channel(), agentId, turn(), lines, variables, control);
    }

    /** Returns the call after an event that is recorded of it. */
    public CallState after(CallEvent event) {
        return new StateChange(this).by(event);
    }

    CallState with(TurnProgress next) {
        return change(state -> state.progress = next);
    }

    /** Notes that a mock of a test answers. */
    CallState mocked(String mock) {
        return change(state -> state.mocked(mock));
    }

    CallState closing(EndCall end) {
        return change(state -> state.closing = end);
    }

    /**
     * Notes the outcome of a step: the attending process knows everything, and nothing of the reply is lost any more.
     *
     * @param asides ids of operators' words that were said
     */
    CallState told(List<String> asides) {
        return change(state -> {
            state.untold = untold.told(asides);
            state.played = "";
        });
    }

    /** Notes what was heard and will not be answered. */
    public CallState heard(List<Utterance> unanswered) {
        return change(state -> unanswered.stream()
                .filter(utterance -> utterance.turn() >= turn())
                .forEach(state::heard));
    }

    /** Settles the turn. */
    CallState settled() {
        return change(state -> {
            state.progress = progress.settled();
            state.unsettled = new TreeMap<>(unsettled.tailMap(state.progress.turn()));
        });
    }

    /** Takes the last heartbeat of an attendance that died. */
    public CallState after(Heartbeat last) {
        return heard(last.unsettled())
                .change(state -> state.played = last.playingTurn() == turn() ? last.played() : "");
    }

    private CallState change(Consumer<StateChange> change) {
        StateChange next = new StateChange(this);
        change.accept(next);
        return next.done();
    }
}

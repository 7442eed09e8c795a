package dev.tandem.workers.live;

import dev.tandem.workflows.protocol.Control;
import dev.tandem.workflows.protocol.Offers;
import dev.tandem.workflows.protocol.Offers.OfferedPath;
import dev.tandem.workflows.protocol.ToolCall;
import dev.tandem.workflows.protocol.ToolResult;
import dev.tandem.workflows.protocol.TurnInput;
import dev.tandem.workflows.protocol.TurnInput.Aside;
import dev.tandem.workflows.protocol.TurnStep;
import dev.tandem.workflows.protocol.TurnStep.TakenPath;
import dev.tandem.workflows.protocol.TurnStep.ToolReturn;
import dev.tandem.workflows.protocol.Utterance;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import tools.jackson.databind.node.JsonNodeFactory;

/**
 * Builds armed steps. By default turn 0 opens the call, the first step of a turn listens, and later ones go on behind
 * tools. The agent has the floor, may ask for its tools, and may propose no path.
 */
public final class StepBuilder {

    private final String callId;
    private final int turn;
    private final int step;
    private final long revision;
    private final String agentId;
    private TurnStep todo;
    private Offers offers = new Offers(true, List.of());
    private List<Utterance> unsettled = List.of();
    private Instant at = Instant.EPOCH;
    private String played = "";
    private Control control = Control.AGENT;
    private List<Aside> asides = List.of();

    private StepBuilder(String callId, int turn, int step, long revision, String agentId) {
        this.callId = callId;
        this.turn = turn;
        this.step = step;
        this.revision = revision;
        this.agentId = agentId;
        this.todo = turn == 0
                ? new TurnStep.Enter(List.of(), "", List.of())
                : step == 1 ? new TurnStep.Listen() : new TurnStep.GoOn(List.of());
    }

    public static StepBuilder step(String callId, int turn, int step, long revision, String agentId) {
        return new StepBuilder(callId, turn, step, revision, agentId);
    }

    public StepBuilder todo(TurnStep kind) {
        todo = kind;
        return this;
    }

    public StepBuilder returns(List<ToolResult> results) {
        return todo(new TurnStep.GoOn(results.stream()
                .map(result -> new ToolReturn(
                        new ToolCall(result.key(), result.name(), JsonNodeFactory.instance.objectNode()), result))
                .toList()));
    }

    public StepBuilder enters(String say, TakenPath... taken) {
        return todo(new TurnStep.Enter(List.of(taken), say, List.of()));
    }

    public StepBuilder offers(String... paths) {
        offers = new Offers(
                true,
                Arrays.stream(paths).map(id -> new OfferedPath(id, List.of())).toList());
        return this;
    }

    /** Offers one path, with what it lacks. */
    public StepBuilder offersLacking(String path, String... missing) {
        offers = new Offers(true, List.of(new OfferedPath(path, List.of(missing))));
        return this;
    }

    public StepBuilder unsettled(Utterance... heard) {
        unsettled = List.of(heard);
        return this;
    }

    public StepBuilder at(Instant now) {
        at = now;
        return this;
    }

    public StepBuilder played(String words) {
        played = words;
        return this;
    }

    public StepBuilder control(Control who) {
        control = who;
        return this;
    }

    public StepBuilder yields(boolean now) {
        return now ? todo(new TurnStep.Yield(todo)) : this;
    }

    public StepBuilder asides(Aside... words) {
        asides = List.of(words);
        return this;
    }

    public TurnInput build() {
        return new TurnInput(
                callId,
                turn,
                step,
                revision,
                agentId,
                control,
                at,
                new TurnInput.News(List.of(), unsettled, played, asides),
                offers,
                todo);
    }
}

package dev.tandem.workers.live;

import dev.tandem.workflows.protocol.StepNumber;
import dev.tandem.workflows.protocol.TurnInput;
import dev.tandem.workflows.protocol.TurnOutcome;
import dev.tandem.workflows.protocol.Utterance;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * Which turn is where: what was heard, what was answered, what the call workflow waits for. An outcome is kept until
 * the call workflow has gone past its turn: its step may be armed late, or again. Not thread-safe: the session's mailbox owns it.
 */
final class TurnLedger {

    private record Armed(TurnInput input, CompletableFuture<TurnOutcome> outcome) {

        StepNumber step() {
            return StepNumber.of(input);
        }
    }

    private final NavigableMap<Integer, Utterance> unsettled = new TreeMap<>();
    private final Map<StepNumber, TurnOutcome> outcomes = new HashMap<>();
    private final Set<StepNumber> delivered = new HashSet<>();
    private @Nullable Armed armed;
    private long revision;
    private int lastHeard;
    private int answered = -1;
    private int spokenIn = -1;

    /** The turn that was open when this process took the call over, until it is told its step; -1: none. */
    private int unplaced = -1;

    /** What was heard meanwhile: the process before may have heard something that comes before it. */
    private final List<String> early = new ArrayList<>();

    private int answeringStep = 1;

    /** What an outcome is the end of. */
    enum End {
        STEP,
        TURN,
        /** The agent spoke by itself: the call workflow arms the turn again, and listens. */
        WORDS_OF_ITS_OWN
    }

    /** What arming a step calls for. */
    enum Arming {
        /** A newer revision was seen before. */
        STALE,
        /** The outcome was there already and has been delivered. */
        DELIVERED,
        /** It waits. */
        WAITING
    }

    Arming arm(TurnInput input, CompletableFuture<TurnOutcome> outcome) {
        if (input.revision() <= revision) {
            outcome.complete(new TurnOutcome.Superseded());
            return Arming.STALE;
        }
        revision = input.revision();
        disarm(new TurnOutcome.Superseded());
        place();
        know(input.turn(), input.news().unsettled());
        early.forEach(this::hear);
        early.clear();
        if (input.todo().waitsForCaller() && input.step() > 1) {
            spokeByItself(new StepNumber(input.turn(), input.step() - 1));
        }
        StepNumber step = outcomes.containsKey(StepNumber.of(input)) || input.isLast()
                ? StepNumber.of(input)
                : overtaken(StepNumber.of(input));
        TurnOutcome kept = outcomes.get(step);
        if (kept != null) {
            delivered.add(step);
            outcome.complete(kept);
            return Arming.DELIVERED;
        }
        armed = new Armed(input, outcome);
        return Arming.WAITING;
    }

    /** A process that took the call over is told where it stands. */
    private void place() {
        if (unplaced >= 0) {
            unplaced = -1;
            unsettled.tailMap(lastHeard - early.size(), false).clear();
            lastHeard -= early.size();
        }
    }

    /** An earlier step of the turn that came out and nobody waited for: the caller spoke as a silence moved the call. */
    private StepNumber overtaken(StepNumber step) {
        return outcomes.keySet().stream()
                .filter(earlier -> earlier.turn() == step.turn() && earlier.step() < step.step())
                .filter(earlier -> !delivered.contains(earlier))
                .findFirst()
                .orElse(step);
    }

    /** Closes the open step, if any, with this outcome. */
    void disarm(TurnOutcome outcome) {
        Armed open = armed;
        armed = null;
        if (open != null) {
            open.outcome().complete(outcome);
        }
    }

    /** Takes over what the call workflow knows: turns below {@code turn} are settled. */
    void know(int turn, List<Utterance> heard) {
        unsettled.headMap(turn).clear();
        outcomes.keySet().removeIf(step -> step.turn() < turn);
        delivered.removeIf(step -> step.turn() < turn);
        heard.stream().filter(one -> one.turn() >= turn).forEach(one -> unsettled.putIfAbsent(one.turn(), one));
        lastHeard = Math.max(lastHeard, Math.max(turn - 1, unsettled.isEmpty() ? 0 : unsettled.lastKey()));
        answered = Math.max(answered, turn - 1);
    }

    Utterance hear(String text) {
        Utterance utterance = new Utterance(++lastHeard, text);
        if (!isPlaced()) {
            early.add(text);
        }
        unsettled.put(utterance.turn(), utterance);
        return utterance;
    }

    @Nullable Utterance utterance(int turn) {
        return unsettled.get(turn);
    }

    List<Utterance> unsettled() {
        return List.copyOf(unsettled.values());
    }

    /**
     * What was heard and is to be answered next; null: nothing, or the call has not been opened yet, or the call workflow
     * has still to tell how far the turn has come that it had open.
     */
    @Nullable Utterance due() {
        return answered < 0 || !isPlaced() ? null : unsettled.get(answered + 1);
    }

    /** Whether the call workflow has told how far the turn has come that it had open. */
    boolean isPlaced() {
        return unplaced < 0;
    }

    /** Whether everything that was heard has been answered. */
    boolean quiet() {
        return unsettled.higherKey(answered) == null;
    }

    /** As {@link #know}, for a process that is new to the call. */
    void takeOver(int turn, List<Utterance> heard) {
        know(turn, heard);
        unplaced = turn;
    }

    /** The step with which a turn answers its utterance: the first, but where the agent spoke by itself in the turn. */
    int answeringStep(int turn) {
        return turn == spokenIn ? answeringStep : 1;
    }

    /** The agent spoke by itself in a turn, up to this step; the turn's utterance is still to come. */
    private void spokeByItself(StepNumber step) {
        spokenIn = step.turn();
        answeringStep = step.step() + 1;
    }

    int answered() {
        return answered;
    }

    boolean armed(StepNumber step) {
        Armed open = armed;
        return open != null && open.step().equals(step);
    }

    boolean armed() {
        return armed != null;
    }

    /** The step that the call workflow waits for; null: none. */
    @Nullable TurnInput awaited() {
        Armed open = armed;
        return open == null ? null : open.input();
    }

    /** Whether a step goes on with a turn that was answered here, and the caller has begun the next one. */
    boolean isPast(TurnInput input) {
        return input.step() > 1 && answered >= input.turn() && lastHeard > input.turn();
    }

    /**
     * A step of a turn came out.
     *
     * @param end whether it ends the turn
     */
    void come(StepNumber step, TurnOutcome outcome, End end) {
        switch (end) {
            case TURN -> answered = Math.max(answered, step.turn());
            case WORDS_OF_ITS_OWN -> spokeByItself(step);
            case STEP -> {}
        }
        outcomes.put(step, outcome);
        if (armed(step)) {
            delivered.add(step);
            disarm(outcome);
        }
    }

    /**
     * The reply of the step that an end of the call dropped: it came out, and the call workflow will never arm it again.
     * Empty: the open step is no farewell, or nothing was dropped.
     */
    Optional<TurnOutcome.Replied> dropped() {
        Armed open = armed;
        if (open == null || !open.input().isLast()) {
            return Optional.empty();
        }
        StepNumber before = new StepNumber(open.step().turn(), open.step().step() - 1);
        return outcomes.get(before) instanceof TurnOutcome.Replied reply ? Optional.of(reply) : Optional.empty();
    }

    /** What was heard in this turn and later ones, in order. */
    List<Utterance> from(int turn) {
        return List.copyOf(unsettled.tailMap(turn).values());
    }

    /** Whether an outcome waits for its step to be armed. */
    boolean undelivered() {
        return !delivered.containsAll(outcomes.keySet());
    }
}

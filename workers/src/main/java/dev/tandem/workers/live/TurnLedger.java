package dev.tandem.workers.live;

import dev.tandem.workers.usage.ProviderReports;
import dev.tandem.workflows.protocol.StepNumber;
import dev.tandem.workflows.protocol.TurnInput;
import dev.tandem.workflows.protocol.TurnOutcome;
import dev.tandem.workflows.protocol.Utterance;
import dev.tandem.workflows.usage.ProviderReport;
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
 * Keeps the state of the turns: what was heard, what was answered, and what the call workflow waits for. An outcome is
 * kept until the call workflow has gone past its turn, because its step may be armed late, or again. Not thread-safe;
 * owned by the session's mailbox.
 */
final class TurnLedger {

    private record Armed(TurnInput input, CompletableFuture<TurnOutcome> outcome) {

        StepNumber step() {
            return StepNumber.of(input);
        }
    }

    private final ProviderReports reports;
    private final NavigableMap<Integer, Utterance> unsettled = new TreeMap<>();
    private final Map<StepNumber, TurnOutcome> outcomes = new HashMap<>();
    private final Set<StepNumber> delivered = new HashSet<>();
    private @Nullable Armed armed;
    private long revision;
    private int lastHeard;
    private int answered = -1;
    private int spokenIn = -1;

    /** The turn that was open when this process took the call over, until its step is known; -1 if there is none. */
    private int unplaced = -1;

    /** What was heard meanwhile. The process before this one may have heard something that comes before it. */
    private final List<String> early = new ArrayList<>();

    private int answeringStep = 1;

    /** Says what an outcome ends. */
    enum End {
        STEP,
        TURN,
        /** The agent spoke by itself: the call workflow arms the turn again, and the agent listens. */
        WORDS_OF_ITS_OWN
    }

    /** Says what follows from arming a step. */
    enum Arming {
        /** A newer revision was seen before. */
        STALE,
        /** The outcome was already there and has been delivered. */
        DELIVERED,
        /** The step waits for its outcome. */
        WAITING
    }

    /** @param reports go along with each outcome, until one of them has arrived */
    TurnLedger(ProviderReports reports) {
        this.reports = reports;
    }

    Arming arm(TurnInput input, CompletableFuture<TurnOutcome> outcome) {
        if (input.revision() <= revision) {
            outcome.complete(new TurnOutcome.Superseded());
            return Arming.STALE;
        }
        revision = input.revision();
        disarm(new TurnOutcome.Superseded());
        delivered.stream()
                .filter(earlier -> earlier.isBefore(StepNumber.of(input)))
                .forEach(reports::arrived);
        reports.at(input.turn(), input.agentId());
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

    /** Settles where the call stands, for a process that took it over. */
    private void place() {
        if (unplaced >= 0) {
            unplaced = -1;
            unsettled.tailMap(lastHeard - early.size(), false).clear();
            lastHeard -= early.size();
        }
    }

    /**
     * Finds an earlier step of the turn whose outcome nobody waited for: the caller spoke while a silence moved the
     * call.
     */
    private StepNumber overtaken(StepNumber step) {
        return outcomes.keySet().stream()
                .filter(earlier -> earlier.turn() == step.turn() && earlier.step() < step.step())
                .filter(earlier -> !delivered.contains(earlier))
                .findFirst()
                .orElse(step);
    }

    /** Closes the open step, if there is one, with this outcome. */
    void disarm(TurnOutcome outcome) {
        Armed open = armed;
        armed = null;
        if (open != null) {
            open.outcome().complete(outcome);
        }
    }

    /** Takes over what the call workflow knows. Turns below {@code turn} are settled. */
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

    /** Returns how many utterances wait for an answer. */
    int unanswered() {
        return unsettled.tailMap(answered, false).size();
    }

    List<Utterance> unsettled() {
        return List.copyOf(unsettled.values());
    }

    /**
     * Returns the utterance that is to be answered next. Returns null if there is none, if the call has not been opened
     * yet, or if the call workflow has not told yet how far the turn is that was open at a takeover.
     */
    @Nullable Utterance due() {
        return answered < 0 || !isPlaced() ? null : unsettled.get(answered + 1);
    }

    /** Whether it is known how far the turn is that was open at a takeover. */
    boolean isPlaced() {
        return unplaced < 0;
    }

    /** Whether everything that was heard has been answered. */
    boolean quiet() {
        return unsettled.higherKey(answered) == null;
    }

    /** Takes the call over in a process that is new to it, as {@link #know} does. */
    void takeOver(int turn, List<Utterance> heard) {
        know(turn, heard);
        unplaced = turn;
    }

    /**
     * Returns the step with which a turn answers its utterance: the first, unless the agent spoke by itself in the
     * turn.
     */
    int answeringStep(int turn) {
        return turn == spokenIn ? answeringStep : 1;
    }

    /** Notes that the agent spoke by itself in a turn, up to this step. The turn's utterance is still to come. */
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

    /** Closes the open step, which ends the call with this outcome. */
    void leave(TurnOutcome outcome) {
        Armed open = armed;
        disarm(open == null ? outcome : reports.with(open.step(), outcome));
    }

    /** Returns what providers used, and which failed, as far as the call workflow may not know it. */
    List<ProviderReport> reports() {
        return reports.waiting();
    }

    /** Returns the step that the call workflow waits for; null if there is none. */
    @Nullable TurnInput awaited() {
        Armed open = armed;
        return open == null ? null : open.input();
    }

    /** Whether a step belongs to a turn that was answered here, and the caller has already begun the next one. */
    boolean isPast(TurnInput input) {
        return input.step() > 1 && answered >= input.turn() && lastHeard > input.turn();
    }

    /**
     * Records the outcome of a step.
     *
     * @param end whether the outcome ends the turn
     */
    void come(StepNumber step, TurnOutcome outcome, End end) {
        switch (end) {
            case TURN -> answered = Math.max(answered, step.turn());
            case WORDS_OF_ITS_OWN -> spokeByItself(step);
            case STEP -> {}
        }
        TurnOutcome reporting = reports.with(step, outcome);
        outcomes.put(step, reporting);
        if (armed(step)) {
            delivered.add(step);
            disarm(reporting);
        }
    }

    /**
     * Returns the reply that an end of the call dropped. It was an outcome, and the call workflow will never arm its
     * step again. Empty if the open step is no farewell, or nothing was dropped.
     */
    Optional<TurnOutcome.Replied> dropped() {
        Armed open = armed;
        if (open == null || !open.input().isLast()) {
            return Optional.empty();
        }
        StepNumber before = new StepNumber(open.step().turn(), open.step().step() - 1);
        return outcomes.get(before) instanceof TurnOutcome.Replied reply ? Optional.of(reply) : Optional.empty();
    }

    /** Returns what was heard in this turn and later ones, in order. */
    List<Utterance> from(int turn) {
        return List.copyOf(unsettled.tailMap(turn).values());
    }

    /** Whether the call workflow has learnt of an utterance: its turn is settled, or an outcome has told it. */
    boolean isTold(Utterance utterance) {
        return !unsettled.containsKey(utterance.turn())
                || delivered.stream()
                        .map(outcomes::get)
                        .anyMatch(outcome -> outcome != null && utterance.equals(outcome.answered()));
    }

    /** Whether an outcome waits for its step to be armed. */
    boolean undelivered() {
        return !delivered.containsAll(outcomes.keySet());
    }
}

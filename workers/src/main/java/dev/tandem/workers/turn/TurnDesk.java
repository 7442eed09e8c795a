package dev.tandem.workers.turn;

import dev.tandem.workers.audio.Playout;
import dev.tandem.workers.llm.LanguageModel;
import dev.tandem.workers.llm.ModelException;
import dev.tandem.workers.speech.SpeechException;
import dev.tandem.workers.turn.Announcer.State;
import dev.tandem.workers.turn.OpenTurn.Phase;
import dev.tandem.workflows.call.AttendCall.Attendance;
import dev.tandem.workflows.call.AttendCall.Departure;
import dev.tandem.workflows.call.Conversation;
import dev.tandem.workflows.graph.Agent;
import dev.tandem.workflows.graph.AgentGraph;
import dev.tandem.workflows.tool.ToolCall;
import dev.tandem.workflows.turn.Beat;
import dev.tandem.workflows.turn.TurnInput;
import dev.tandem.workflows.turn.TurnOutcome;
import dev.tandem.workflows.turn.Utterance;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The worker's half of the turn protocol (turns.md). Owned by the session's mailbox, but for {@link #beat} and {@link
 * #idle}, which any thread may ask.
 */
final class TurnDesk {

    private static final Logger LOG = LoggerFactory.getLogger(TurnDesk.class);

    /** First audio waits for the durable {@code heard} at most this long, ms (turns.md, rule 1). */
    private static final long SPEAK_AHEAD_MS = 300;

    /** How often in a step a model may note variables before it has to say or ask something. */
    private static final int MAX_NOTES = 3;

    private static final String APOLOGY = "I'm sorry, something went wrong on my side. Could you say that again?";

    private final Attendance attendance;
    private final AgentGraph graph;
    private final SessionParts parts;
    private final Durability durability;
    private final Mailbox mailbox;
    private final Playout playout;
    private final Ears ears;
    private final Interruption interruption;
    private final Announcer announcer;
    private final Presence presence;
    private final Prompts prompts;
    private final Conversing memory;
    private final TurnLedger ledger = new TurnLedger();
    private final AtomicLong beats = new AtomicLong();
    private Agent agent;
    private @Nullable TurnInput opening;
    private Delivery.Resumption resumption;
    private boolean suspended;
    private volatile @Nullable OpenTurn open;
    private volatile List<Utterance> unsettled = List.of();
    private volatile boolean armed;

    TurnDesk(
            Attendance attendance,
            Conversation conversation,
            AgentGraph graph,
            SessionParts parts,
            Durability durability,
            Mailbox mailbox,
            Playout playout,
            Ears ears,
            Announcer announcer,
            Presence presence) {
        this.attendance = attendance;
        this.graph = graph;
        this.parts = parts;
        this.durability = durability;
        this.mailbox = mailbox;
        this.playout = playout;
        this.ears = ears;
        this.interruption = new Interruption(mailbox, playout, ears);
        this.announcer = announcer;
        this.presence = presence;
        this.agent = graph.agent(conversation.agentId());
        this.memory = Conversing.of(conversation, graph);
        this.prompts = new Prompts(graph, conversation);
        this.resumption = Delivery.Resumption.after(attendance.played());
        ledger.know(attendance.turn(), attendance.unsettled());
        unsettled = ledger.unsettled();
        announcer.state(State.LISTENING, agent.name());
        prepareModels();
    }

    /** Models load while the caller is greeted, not when they are first asked. */
    private void prepareModels() {
        List<Runnable> preparations = graph.agents().stream()
                .<Runnable>map(one -> {
                    List<LanguageModel.ToolSpec> offered = prompts.offered(one);
                    return () -> parts.models().model(one.llm()).prepare(offered);
                })
                .toList();
        var _ = Thread.ofPlatform().daemon().name("prepare").start(() -> {
            try {
                preparations.forEach(Runnable::run);
            } catch (ModelException fault) {
                LOG.atWarn()
                        .addKeyValue("call", attendance.callId())
                        .setCause(fault)
                        .log("a model could not be prepared; its first turn will try again");
            }
        });
    }

    Beat beat() {
        OpenTurn turn = open;
        return new Beat(
                beats.incrementAndGet(),
                unsettled,
                turn == null ? 0 : turn.turn,
                turn == null ? "" : turn.delivery.spoken());
    }

    boolean idle() {
        return !armed;
    }

    // What the call workflow says

    void adopted(Attendance newer) {
        ledger.know(newer.turn(), newer.unsettled());
        publish();
    }

    void suspend(boolean now) {
        suspended = now;
        if (!now) {
            next();
        }
    }

    void activate(String agentId) {
        agent = graph.agent(agentId);
        ears.tune(agent);
    }

    void arm(TurnInput input, CompletableFuture<TurnOutcome> outcome) {
        TurnLedger.Arming arming = ledger.arm(input, outcome);
        if (arming != TurnLedger.Arming.STALE) {
            input.changed().forEach(prompts::learn);
            activate(input.agentId());
        }
        publish();
        if (arming == TurnLedger.Arming.WAITING) {
            await(input);
        }
        sayGoodbye();
    }

    private void await(TurnInput input) {
        OpenTurn turn = open;
        if (presence.left() && turn == null) {
            return;
        }
        Utterance heard = ledger.utterance(input.turn());
        if (turn != null && turn.turn == input.turn()) {
            if (input.step() > turn.step && (turn.phase == Phase.AWAITING || input.last())) {
                proceed(turn.phase == Phase.AWAITING ? turn : breakOff(turn), input);
            }
        } else if (turn == null && input.step() > 1) {
            proceed(begin(input.turn(), input.step(), heard, TurnClock.unvoiced()), input);
        } else if (turn == null && input.turn() == 0) {
            opening = input;
            next();
        } else if (turn == null && heard != null && ledger.answered() < input.turn()) {
            answer(heard, TurnClock.unvoiced());
        } else {
            next();
        }
    }

    /** Cuts what a turn still says, so that it can say its last words. */
    private OpenTurn breakOff(OpenTurn turn) {
        turn.stopModel();
        turn.delivery.cut();
        OpenTurn last = begin(turn.turn, turn.step, turn.heard, turn.clock);
        last.brokenOff = turn.delivery.reportRest();
        return last;
    }

    /** Goes on with a turn after tools, a rejection or a transfer. */
    private void proceed(OpenTurn turn, TurnInput input) {
        turn.step = input.step();
        prompts.remember(memory, turn.agent, input);
        turn.agent = agent;
        turn.speechOnly = input.speechOnly();
        String say = input.say();
        if (say != null) {
            turn.delivery.sayWhole(prompts.fill(say), voice());
        }
        if (input.entered()) {
            greet(turn);
        }
        if (input.last()) {
            complete(turn);
        } else {
            think(turn);
        }
    }

    // What the caller does

    void callerThere(boolean there) {
        if (there) {
            presence.joined();
            next();
        } else {
            presence.lost();
        }
    }

    void callerGone() {
        presence.gone(Departure.CALLER_LEFT);
    }

    /** The caller is gone for good: what was said so far is the turn. */
    void left() {
        OpenTurn turn = open;
        if (turn != null && turn.phase != Phase.AWAITING) {
            settle(turn, true);
        }
        sayGoodbye();
    }

    void heard(String text, TurnClock clock) {
        if (presence.left()) {
            return;
        }
        OpenTurn turn = open;
        boolean cut = turn != null
                && turn.phase != Phase.AWAITING
                && turn.agent.turnTaking().interruptible();
        if (turn != null && cut) {
            cut(turn);
        }
        if (suspended || (turn != null && !cut) || !ledger.quiet() || ledger.answered() < 0) {
            ledger.postpone(text);
        } else {
            hear(text, clock);
        }
    }

    void interrupting(long at) {
        OpenTurn turn = open;
        if (turn == null || !turn.clock.sounded() || !turn.agent.turnTaking().interruptible()) {
            return;
        }
        interruption.suspect(turn, at);
    }

    void interruptionHasWords() {
        OpenTurn turn = open;
        if (interruption.pending() && turn != null) {
            cut(turn);
        }
    }

    void interruptionWasNone() {
        interruption.dismiss();
    }

    private void cut(OpenTurn turn) {
        turn.clock.silenced(playout.lastSent());
        if (turn.phase == Phase.AWAITING) {
            playout.cut();
        } else {
            settle(turn, true);
        }
        interruption.over();
    }

    // What the mouth does

    void clauseStarted(long at) {
        OpenTurn turn = open;
        if (turn != null) {
            turn.clock.sent(at);
            announcer.state(State.SPEAKING, turn.agent.name());
            announcer.agent(turn.turn, turn.delivery.begun(), false, false);
        }
    }

    void drained() {
        OpenTurn turn = open;
        if (turn != null && turn.phase == Phase.FINISHING) {
            settle(turn, false);
        }
    }

    /** The process stood still: it says nothing until it knows that the call is still its own. */
    void stalled() {
        var _ = durability.record().thenRun(playout::release);
    }

    void close() {
        OpenTurn turn = open;
        open = null;
        if (turn != null) {
            turn.stopModel();
            turn.delivery.cut();
        }
        ledger.disarm(new TurnOutcome.Absent());
    }

    // The turn

    /** Does what is due next, when nothing is under way. */
    private void next() {
        if (open != null || suspended || presence.left()) {
            return;
        }
        TurnInput first = opening;
        if (first != null && presence.there()) {
            opening = null;
            OpenTurn turn = begin(0, first.step(), null, TurnClock.unvoiced());
            prompts.remember(memory, agent, first);
            if (greet(turn)) {
                complete(turn);
            } else {
                think(turn);
            }
        } else if (first == null && ledger.quiet() && ledger.answered() >= 0) {
            String text = ledger.postponed();
            if (text != null) {
                hear(text, TurnClock.unvoiced());
            }
        }
    }

    private void hear(String text, TurnClock clock) {
        Utterance utterance = ledger.hear(text);
        publish();
        answer(utterance, clock);
        announcer.caller(utterance.turn(), text);
    }

    private void answer(Utterance heard, TurnClock clock) {
        memory.caller(heard);
        think(begin(heard.turn(), 1, heard, clock));
    }

    private OpenTurn begin(int number, int step, @Nullable Utterance heard, TurnClock clock) {
        CompletableFuture<Void> durable = heard == null ? CompletableFuture.completedFuture(null) : durability.record();
        CompletableFuture<Void> gate =
                durable.thenRun(clock::durable).completeOnTimeout(null, SPEAK_AHEAD_MS, TimeUnit.MILLISECONDS);
        Delivery delivery = new Delivery(playout, gate, resumption, this::mute);
        OpenTurn turn = new OpenTurn(number, step, heard, agent, delivery, clock);
        turn.brokenOff = new Delivery.Report(resumption.played(), resumption.played());
        resumption = Delivery.Resumption.NONE;
        open = turn;
        return turn;
    }

    /** Whether the agent has first words of its own. */
    private boolean greet(OpenTurn turn) {
        String greeting = prompts.greeting(agent);
        if (greeting.isEmpty()) {
            return false;
        }
        turn.delivery.sayWhole(greeting, voice());
        return true;
    }

    private void think(OpenTurn turn) {
        turn.phase = Phase.THINKING;
        turn.clock.modelStarts();
        LanguageModel.Request request = prompts.request(agent, memory, turn.speechOnly);
        LanguageModel model = parts.models().model(agent.llm());
        Delivery.Voice voice = voice();
        int step = turn.step;
        Answer answer = new Answer();
        turn.model = Thread.ofPlatform().daemon().name("model").start(() -> {
            try {
                model.answer(request, answer.sink(delta -> {
                    turn.clock.token();
                    turn.delivery.say(delta, voice);
                }));
                mailbox.post(() -> answered(turn, step, answer));
            } catch (InterruptedException cut) {
                Thread.currentThread().interrupt();
            } catch (ModelException fault) {
                mailbox.post(() -> failed(turn, step, fault));
            }
        });
        announcer.state(State.THINKING, agent.name());
    }

    private void answered(OpenTurn turn, int step, Answer answer) {
        if (open != turn || turn.step != step || turn.phase != Phase.THINKING) {
            return;
        }
        turn.clock.token();
        turn.delivery.flush(voice());
        turn.notes.addAll(prompts.notes(answer));
        List<ToolCall> calls = prompts.toolCalls(agent, answer, attendance.callId() + "/" + turn.turn + "/" + step);
        var proposal = prompts.proposal(agent, answer);
        if (proposal != null) {
            ask(turn, new TurnOutcome.TransferAsked(turn.spoken(report(turn), false), proposal));
        } else if (!calls.isEmpty()) {
            calls.forEach(call -> agent.tool(call.name()).ifPresent(tool -> {
                String before = tool.sayBefore();
                if (before != null) {
                    turn.delivery.sayWhole(prompts.fill(before), voice());
                }
            }));
            ask(turn, new TurnOutcome.ToolsAsked(turn.spoken(report(turn), false), calls));
        } else if (answer.noted() && !answer.spoke() && turn.noted++ < MAX_NOTES) {
            prompts.rememberNotes(memory, answer, turn.key());
            think(turn);
        } else {
            complete(turn);
        }
    }

    private void ask(OpenTurn turn, TurnOutcome outcome) {
        turn.phase = Phase.AWAITING;
        ledger.come(turn.key(), outcome, false);
        publish();
    }

    private void failed(OpenTurn turn, int step, ModelException fault) {
        if (open != turn || turn.step != step) {
            return;
        }
        LOG.atError()
                .addKeyValue("call", attendance.callId())
                .addKeyValue("turn", turn.turn)
                .setCause(fault)
                .log("the model could not answer");
        turn.failure = String.valueOf(fault.getMessage());
        turn.delivery.sayWhole(APOLOGY, voice());
        complete(turn);
    }

    /** All text is there; the turn is over when it has been spoken. */
    private void complete(OpenTurn turn) {
        turn.phase = Phase.FINISHING;
        turn.delivery.finish();
    }

    private void settle(OpenTurn turn, boolean interrupted) {
        turn.stopModel();
        if (interrupted) {
            turn.delivery.cut();
        }
        open = null;
        Delivery.Report report = turn.delivery.reportRest();
        memory.agent(turn.agent.name(), report.words(), interrupted);
        announcer.agent(turn.turn, turn.delivery.spoken(), true, interrupted);
        TurnOutcome.Spoken spoken = turn.spoken(report, interrupted);
        String failure = turn.failure;
        ledger.come(
                turn.key(),
                failure == null ? new TurnOutcome.Replied(spoken) : new TurnOutcome.Failed(spoken, failure),
                true);
        publish();
        announcer.state(State.LISTENING, agent.name());
        sayGoodbye();
        next();
    }

    private Delivery.Report report(OpenTurn turn) {
        Delivery.Report report = turn.delivery.report();
        memory.agent(turn.agent.name(), report.words(), false);
        return report;
    }

    /** A caller that left is told of when everything that was said has been handed over. */
    private void sayGoodbye() {
        if (presence.left() && open == null && !ledger.undelivered() && ledger.armed()) {
            ledger.disarm(new TurnOutcome.Left());
            publish();
            presence.told();
        }
    }

    private void publish() {
        unsettled = ledger.unsettled();
        armed = ledger.armed() || open != null;
    }

    private Delivery.Voice voice() {
        return new Delivery.Voice(
                parts.speech().textToSpeech(agent.tts()),
                agent.tts().text("voice_id", ""),
                agent.tts().number("speed", 1));
    }

    private void mute(SpeechException fault) {
        LOG.atError().addKeyValue("call", attendance.callId()).setCause(fault).log("a clause could not be spoken");
    }
}

package dev.tandem.workers.live;

import dev.tandem.workers.audio.Playout;
import dev.tandem.workers.audio.SpokenClause;
import dev.tandem.workers.listen.EarlyEnd;
import dev.tandem.workers.listen.SpeechInput;
import dev.tandem.workers.log.CallLog;
import dev.tandem.workers.metrics.Meters;
import dev.tandem.workers.room.Room;
import dev.tandem.workers.room.RoomListener;
import dev.tandem.workers.speak.Durability;
import dev.tandem.workers.speak.TurnClock;
import dev.tandem.workers.speech.SpeechException;
import dev.tandem.workers.usage.ProviderReports;
import dev.tandem.workflows.graph.AgentGraph;
import dev.tandem.workflows.protocol.Conversation;
import dev.tandem.workflows.protocol.Departure;
import dev.tandem.workflows.protocol.Heartbeat;
import dev.tandem.workflows.protocol.Lease;
import dev.tandem.workflows.protocol.TransferReceipt;
import dev.tandem.workflows.protocol.TransferRequest;
import dev.tandem.workflows.protocol.TurnInput;
import dev.tandem.workflows.protocol.TurnOutcome;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs one call in this process: its speech input, its speech output and its turns. A session outlives the activity
 * attempts that attend it: an attempt adopts it, and Temporal may be away for a while. Thread-safe; everything happens
 * at the {@link TurnController}, one message at a time.
 */
public final class CallSession implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(CallSession.class);

    /** The only detector that exists; documents choose its thresholds. */
    private static final String VAD = "silero";

    /** A session in which more messages than this failed is given up. */
    private static final int MOST_FAULTS = 3;

    private final Mailbox mailbox;
    private final SessionParts parts;
    private final Playout playout;
    private final SpeechInput ears;
    private final Room room;
    private final TurnController desk;
    private final DtmfCollector keys;
    private final CompletableFuture<Departure> departure = new CompletableFuture<>();

    /** Messages that failed. Owned by the mailbox. */
    private int faults;

    /**
     * Joins the room and begins to listen.
     *
     * @param join joins the room with the listener that it is given
     * @throws dev.tandem.workers.room.RoomException if the room cannot be joined
     */
    public CallSession(
            Lease attendance,
            Conversation conversation,
            AgentGraph graph,
            SessionParts parts,
            Durability durability,
            CallReports reports,
            Function<RoomListener, Room> join) {
        this.parts = parts;
        CallLog.turn(attendance.turn());
        this.mailbox = new Mailbox("call-" + attendance.callId(), this::messageFailed);
        RoomEvents events = new RoomEvents();
        try {
            this.room = join.apply(events);
        } catch (RuntimeException | Error fault) {
            abandon(events);
            throw fault;
        }
        this.playout = new Playout(room::send, new PlayoutEvents());
        playout.shut();
        var _ = room.audible().thenRun(playout::open);
        ProviderReports reported = new ProviderReports(attendance.number());
        TranscriptPublisher announcer = new TranscriptPublisher(room, !attendance.isSpoken());
        Presence presence = new Presence(mailbox, departure);
        try {
            this.ears = listen(conversation, graph, reported);
        } catch (RuntimeException | Error fault) {
            abandon(events);
            throw fault;
        }
        try {
            this.desk = new TurnController(
                    attendance,
                    conversation,
                    graph,
                    parts,
                    reported,
                    new SessionEnds(mailbox, playout, ears, announcer, presence, durability, reports));
        } catch (RuntimeException | Error fault) {
            ears.close();
            abandon(events);
            throw fault;
        }
        this.keys = new DtmfCollector(mailbox, parts.limits(), parts.meters(), desk::answered, desk.caller()::pressed);
        presence.watch(attendance.joinMs(), desk.caller()::left);
        parts.pacer().add(playout);
        events.ready();
    }

    private SpeechInput listen(Conversation conversation, AgentGraph graph, ProviderReports reported) {
        return new SpeechInput(
                parts.speech().voiceActivity(VAD),
                active -> reported.recogniser(
                        parts.ears(active.stt(), conversation.version().workspace())),
                parts.speech().turnEnd(),
                graph.language(),
                graph.agent(conversation.agentId()),
                parts.limits().longestUtterance(),
                new EarsEvents());
    }

    /** Ends the mailbox of a session that cannot be put together. */
    private void abandon(RoomEvents events) {
        mailbox.close();
        events.ready();
    }

    /** Takes a step of a turn. The future completes with the step's outcome. */
    public CompletableFuture<TurnOutcome> arm(TurnInput input) {
        CompletableFuture<TurnOutcome> outcome = new CompletableFuture<>();
        mailbox.post(() -> orFail(outcome, () -> desk.steps().arm(input, outcome)));
        return outcome;
    }

    /** Puts the next agent's voice, recogniser and model in place. */
    public CompletableFuture<TransferReceipt> transfer(TransferRequest request) {
        CompletableFuture<TransferReceipt> receipt = new CompletableFuture<>();
        mailbox.post(() -> orFail(receipt, () -> {
            var _ = desk.steps().transfer(request).whenComplete((done, fault) -> {
                if (fault == null) {
                    receipt.complete(done);
                } else {
                    receipt.completeExceptionally(fault);
                }
            });
        }));
        return receipt;
    }

    /** Does what somebody waits for. A fault is theirs, too. */
    private static void orFail(CompletableFuture<?> awaited, Runnable what) {
        try {
            what.run();
        } catch (RuntimeException | Error fault) {
            awaited.completeExceptionally(fault);
            throw fault;
        }
    }

    /**
     * Ends what a message broke: the turn, with an apology; if there is none, or it happens again and again, the
     * attendance, so that another process takes the call over.
     */
    @SuppressWarnings("CatchingUnchecked") // the second fault ends the attendance, whatever it is
    private void messageFailed(Throwable fault) {
        parts.meters().fault(Meters.Fault.MAILBOX);
        boolean goesOn = false;
        if (++faults <= MOST_FAULTS) {
            try {
                goesOn = desk.apologise(fault);
            } catch (Throwable again) {
                LOG.error("the turn that broke could not be ended", again);
            }
        }
        if (!goesOn) {
            departure.completeExceptionally(SessionLostException.by(fault));
        }
    }

    /** Ends the attendance because something broke, so that another process takes the call over. */
    private void broke(Meters.Fault where, Throwable fault) {
        parts.meters().fault(where);
        LOG.atError().addKeyValue("where", where).setCause(fault).log("a part of a call broke; its attendance ends");
        departure.completeExceptionally(SessionLostException.by(fault));
    }

    /** Returns the whole state, to be made durable. */
    public Heartbeat beat() {
        return desk.beat();
    }

    /** Lets no new reply start until {@link #adopted}, because the server has given up the attempt. */
    public void suspend() {
        mailbox.post(desk.steps()::suspend);
    }

    /** Lets an attempt attend the session, or attend it again. */
    public void adopted(Lease attendance) {
        mailbox.post(() -> desk.steps().adopted(attendance));
    }

    /** Whether no turn is armed. If none is for long, the call workflow may not know that the call is attended. */
    public boolean idle() {
        return desk.idle();
    }

    /**
     * Completes with the reason why nobody needs to attend the call any more. Completes with {@link
     * SessionLostException} if this process must stop but the call goes on.
     */
    public CompletableFuture<Departure> departure() {
        return departure;
    }

    /** Leaves the room. Idempotent. */
    @Override
    public void close() {
        departure.complete(Departure.CALL_ENDED);
        parts.pacer().remove(playout);
        ears.close();
        mailbox.post(desk::close);
        mailbox.close();
        room.close();
    }

    /** Passes the room's events on, once the session is complete. */
    private final class RoomEvents implements RoomListener {

        private final CompletableFuture<Void> standing = new CompletableFuture<>();

        RoomEvents() {
            // Events that come while the session is put together wait behind this, in order.
            mailbox.post(standing::join);
        }

        void ready() {
            standing.complete(null);
        }

        @Override
        public void audio(short[] samples, int length) {
            if (standing.isDone()) {
                ears.audio(samples, length);
            }
        }

        @Override
        public void callerJoined(String identity) {
            mailbox.post(() -> desk.caller().joined());
        }

        @Override
        public void callerIsOnThePhone() {
            if (standing.isDone()) {
                ears.onThePhone();
            } else {
                mailbox.post(ears::onThePhone);
            }
        }

        @Override
        public void callerLeft(String identity) {
            mailbox.post(() -> desk.caller().gone());
        }

        @Override
        public void callerLost(String identity) {
            mailbox.post(() -> desk.caller().lost());
        }

        @Override
        public void chat(String text) {
            if (text.length() > parts.limits().lineCharacters()) {
                mailbox.post(() -> desk.caller().typedTooMuch());
            } else if (!text.isBlank()) {
                mailbox.post(() -> desk.caller().typed(text.strip()));
            }
        }

        @Override
        public void dtmf(String digit) {
            ears.keyPressed();
            mailbox.post(() -> keys.press(digit));
        }

        @Override
        public void evicted() {
            departure.completeExceptionally(SessionLostException.byEviction());
        }

        @Override
        public void broken(Throwable fault) {
            broke(Meters.Fault.ROOM, fault);
        }

        @Override
        public void disconnected(String reason) {
            departure.completeExceptionally(SessionLostException.withTheRoom(reason));
        }
    }

    private final class EarsEvents implements SpeechInput.Listener {

        @Override
        public void interrupting(long at) {
            mailbox.post(() -> desk.caller().interrupting(at));
        }

        @Override
        public void words(String soFar) {
            mailbox.post(() -> desk.caller().interruptionHasWords(soFar));
        }

        @Override
        public void perhaps(String text) {
            mailbox.post(() -> desk.caller().perhapsSaid(text));
        }

        @Override
        public void wentOn() {
            mailbox.post(() -> desk.caller().wentOn());
        }

        @Override
        public boolean agentIsSilent() {
            return desk.isSilent();
        }

        @Override
        public void early(EarlyEnd end) {
            mailbox.post(() -> desk.caller().mostProbablySaid(end));
        }

        @Override
        public void due(EarlyEnd end) {
            mailbox.post(() -> desk.caller().due(end));
        }

        @Override
        public void utterance(String text, long lastVoicedAt, double sttMs) {
            TurnClock clock = new TurnClock(lastVoicedAt, System.nanoTime(), sttMs);
            mailbox.post(() -> desk.caller().spoke(text, clock));
        }

        @Override
        public void passedOver() {
            parts.meters().soundPassedOver();
            mailbox.post(() -> {
                desk.caller().wentOn();
                desk.caller().interruptionWasNone();
            });
        }

        @Override
        public void noWords() {
            mailbox.post(() -> desk.caller().wordless());
        }

        @Override
        public void deaf(SpeechException fault) {
            LOG.error("an utterance could not be recognised", fault);
            mailbox.post(() -> desk.caller().interruptionWasNone());
        }

        @Override
        public void unheard() {
            parts.meters().fault(Meters.Fault.EARS);
            mailbox.post(() -> desk.caller().unheard());
        }

        @Override
        public void broken(Throwable fault) {
            broke(Meters.Fault.EARS, fault);
        }
    }

    private final class PlayoutEvents implements Playout.Listener {

        @Override
        public void clauseStarted(SpokenClause clause, long at) {
            mailbox.post(() -> desk.clauseStarted(at));
        }

        @Override
        public void drained() {
            mailbox.post(desk::drained);
        }

        @Override
        public void stalled() {
            mailbox.post(desk::stalled);
        }

        @Override
        public void broken(Throwable fault) {
            broke(Meters.Fault.ROOM, fault);
        }
    }
}

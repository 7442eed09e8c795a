package dev.tandem.workers.live;

import dev.tandem.workers.audio.Playout;
import dev.tandem.workers.audio.SpokenClause;
import dev.tandem.workers.listen.SpeechInput;
import dev.tandem.workers.room.Room;
import dev.tandem.workers.room.RoomListener;
import dev.tandem.workers.speak.Durability;
import dev.tandem.workers.speak.TurnClock;
import dev.tandem.workers.speech.SpeechException;
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

    private final Mailbox mailbox;
    private final SessionParts parts;
    private final Playout playout;
    private final SpeechInput ears;
    private final Room room;
    private final TurnController desk;
    private final DtmfCollector keys;
    private final CompletableFuture<Departure> departure = new CompletableFuture<>();

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
        this.mailbox = new Mailbox("call-" + attendance.callId());
        RoomEvents events = new RoomEvents();
        try {
            this.room = join.apply(events);
        } catch (RuntimeException fault) {
            mailbox.close();
            events.ready();
            throw fault;
        }
        this.playout = new Playout(room::send, new PlayoutEvents());
        playout.shut();
        var _ = room.audible().thenRun(playout::open);
        TranscriptPublisher announcer = new TranscriptPublisher(room, !attendance.isSpoken());
        Presence presence = new Presence(mailbox, departure);
        var agent = graph.agent(conversation.agentId());
        this.ears = new SpeechInput(
                parts.speech().voiceActivity(VAD),
                active -> parts.ears(active.stt(), conversation.version().workspace()),
                graph.language(),
                agent,
                new EarsEvents());
        this.desk = new TurnController(
                attendance,
                conversation,
                graph,
                parts,
                new SessionEnds(mailbox, playout, ears, announcer, presence, durability, reports));
        this.keys = new DtmfCollector(mailbox, desk.caller()::pressed);
        presence.watch(desk.caller()::left);
        parts.pacer().add(playout);
        events.ready();
    }

    /** Takes a step of a turn. The future completes with the step's outcome. */
    public CompletableFuture<TurnOutcome> arm(TurnInput input) {
        CompletableFuture<TurnOutcome> outcome = new CompletableFuture<>();
        mailbox.post(() -> desk.steps().arm(input, outcome));
        return outcome;
    }

    /** Puts the next agent's voice, recogniser and model in place. */
    public CompletableFuture<TransferReceipt> transfer(TransferRequest request) {
        CompletableFuture<TransferReceipt> receipt = new CompletableFuture<>();
        mailbox.post(() -> {
            var _ = desk.steps().transfer(request).thenAccept(receipt::complete);
        });
        return receipt;
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
        public void callerLeft(String identity) {
            mailbox.post(() -> desk.caller().gone());
        }

        @Override
        public void callerLost(String identity) {
            mailbox.post(() -> desk.caller().lost());
        }

        @Override
        public void chat(String text) {
            if (!text.isBlank()) {
                mailbox.post(() -> desk.caller().said(text.strip(), TurnClock.unvoiced()));
            }
        }

        @Override
        public void dtmf(String digit) {
            mailbox.post(() -> keys.press(digit));
        }

        @Override
        public void evicted() {
            departure.completeExceptionally(SessionLostException.byEviction());
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
        public void utterance(String text, long lastVoicedAt, double sttMs) {
            TurnClock clock = new TurnClock(lastVoicedAt, System.nanoTime(), sttMs);
            mailbox.post(() -> desk.caller().said(text, clock));
        }

        @Override
        public void noWords() {
            mailbox.post(() -> desk.caller().interruptionWasNone());
        }

        @Override
        public void deaf(SpeechException fault) {
            LOG.atError().setCause(fault).log("an utterance could not be recognised");
            mailbox.post(() -> desk.caller().interruptionWasNone());
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
    }
}

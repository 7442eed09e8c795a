package dev.tandem.workflows.call;

import dev.tandem.workflows.turn.Utterance;
import io.temporal.activity.ActivityInterface;
import io.temporal.activity.ActivityMethod;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Owns the room for the life of a call, on the queue of one process. Heartbeats with {@link
 * dev.tandem.workflows.turn.Beat}. Only the caller's leaving (or the workflow's end) completes it; eviction fails it.
 *
 * <p>It completes after the last outcome has been handed over: the caller's leaving settles the open turn (its outcome
 * carries what was said so far), the turn armed next gets {@link dev.tandem.workflows.turn.TurnOutcome.Left}, then the
 * attendance completes. The call workflow waits 2 s for the outcome of a turn that is open when the attendance completes.
 */
@ActivityInterface
public interface AttendCall {

    @ActivityMethod(name = "AttendCall")
    Departure attend(Attendance attendance);

    /**
     * @param callId the call_session's id
     * @param workflowId of the call workflow, for signals and the query
     * @param room name of the LiveKit room
     * @param number one higher than the last attendance's: the fence
     * @param turn first turn that is not settled
     * @param unsettled what was heard and has no reply in the workflow's books; with utterances of {@code turn} whose
     *     tools or transfer are under way
     * @param played words of {@code turn}'s reply that had left the speaker when the attendance before died; empty:
     *     none. A session that adopts itself ignores them; a newcomer takes the reply up behind them, and counts them
     *     in {@link dev.tandem.workflows.turn.TurnOutcome.Spoken#words}. Where the attendance before lives until this one
     *     holds the room, {@link dev.tandem.workflows.turn.TurnInput#played} has them
     * @param channel {@code voice} or {@code chat}: by which ears and with which mouth
     * @param tools of {@code turn} that run; null: none. A newcomer has not asked for them, and waits for them all the
     *     same: it tells the caller so, who may interrupt those that may be interrupted
     */
    record Attendance(
            String callId,
            String workflowId,
            String room,
            int number,
            int turn,
            List<Utterance> unsettled,
            String played,
            String channel,
            @Nullable RunningTools tools) {

        private static final String VOICE = "voice";

        /** One that was scheduled before attendances had a channel has none. */
        public Attendance {
            unsettled = List.copyOf(unsettled);
            channel = Objects.requireNonNullElse(channel, VOICE);
        }

        public Attendance(
                String callId,
                String workflowId,
                String room,
                int number,
                int turn,
                List<Utterance> unsettled,
                String played) {
            this(callId, workflowId, room, number, turn, unsettled, played, VOICE, null);
        }

        public boolean isSpoken() {
            return channel.equals(VOICE);
        }
    }

    /**
     * Tools that were asked for in a step.
     *
     * @param names of all of them
     * @param sinceMs for how long they had run when the attendance was scheduled
     */
    record RunningTools(int step, List<String> names, long sinceMs) {

        public RunningTools {
            names = List.copyOf(names);
        }
    }

    /** Why nobody needs to attend any more. */
    enum Departure {
        /** The caller hung up: the call is completed. */
        CALLER_LEFT,
        /** The caller's connection was lost and did not come back: the call is dropped. */
        CALLER_LOST,
        /** The call workflow ended the call. */
        CALL_ENDED
    }
}

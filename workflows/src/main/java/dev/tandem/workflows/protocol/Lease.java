package dev.tandem.workflows.protocol;

import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The right to attend a call: one process at a time has it. Temporal keeps it alive by the heartbeats of AttendCall, and
 * the next lease of the same call ends it.
 *
 * @param callId the call_session's id
 * @param workflowId of the call workflow, for signals and the query
 * @param room name of the LiveKit room
 * @param number the fencing token: one higher than that of the lease before. A process that learns of a higher number
 *     has lost the call, and a lower number is refused by session, workflow and room. Events, logs and the attributes of
 *     the participant call it the number of the attendance
 * @param turn first turn that is not settled
 * @param unsettled what was heard and has no reply in the workflow's books; with utterances of {@code turn} whose
 *     tools or transfer are under way
 * @param played words of {@code turn}'s reply that had left the speaker when the attendance before died; empty:
 *     none. A session that adopts itself ignores them; a newcomer takes the reply up behind them, and counts them
 *     in {@link dev.tandem.workflows.protocol.TurnOutcome.Spoken#words}. Where the attendance before lives until this one
 *     holds the room, {@link TurnInput.News#played} has them
 * @param channel {@code voice} or {@code chat}: by which ears and with which mouth
 * @param tools of {@code turn} that run; null: none. A newcomer has not asked for them, and waits for them all the
 *     same: it tells the caller so, who may interrupt those that may be interrupted
 */
public record Lease(
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
    public Lease {
        unsettled = List.copyOf(unsettled);
        channel = Objects.requireNonNullElse(channel, VOICE);
    }

    public Lease(
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

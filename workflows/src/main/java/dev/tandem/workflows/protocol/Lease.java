package dev.tandem.workflows.protocol;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The right to attend a call, which one process holds at a time. An attendance is the activity that holds it.
 *
 * <p>Temporal keeps a lease alive by the heartbeats of AttendCall. The next lease of the same call ends it: it has a
 * higher number, and whoever sees that number refuses the lower one.
 *
 * @param callId the call_session's id
 * @param workflowId of the call workflow, for signals and the query
 * @param room name of the LiveKit room
 * @param number the fencing token: one higher than that of the lease before. A process that learns of a higher number
 *     has lost the call; session, workflow and room refuse a lower one. Events, logs and the attributes of the
 *     participant call it the number of the attendance
 * @param turn first turn that is not settled
 * @param unsettled utterances that were heard and have no reply in the workflow's records. Those of {@code turn} are
 *     among them while its tools or its transfer are under way
 * @param played words of {@code turn}'s reply that had left the speaker when the attendance before died; empty: none. A
 *     session that is adopted by its own process ignores them. A new process continues the reply behind them, and
 *     counts them in {@link dev.tandem.workflows.protocol.TurnOutcome.Spoken#words}. If the attendance before lives
 *     until this one holds the room, {@link TurnInput.News#played} has them instead
 * @param channel {@code voice} or {@code chat}: how the session hears and answers the caller
 * @param tools tools of {@code turn} that run; null: none. A new process has not asked for them, but waits for them all
 *     the same. It tells the caller so, and the caller may interrupt those that are interruptible
 * @param joinMs time from now within which somebody has to join the room, because nobody has yet; null: the caller has
 *     been there
 * @param inMemory true: the room is in the memory of the attending process, with a caller who only writes
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
        @Nullable RunningTools tools,
        @Nullable Long joinMs,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Boolean inMemory) {

    private static final String VOICE = "voice";

    /** Fills in the channel, which a lease from before attendances had one lacks. */
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
            String played,
            String channel,
            @Nullable RunningTools tools) {
        this(callId, workflowId, room, number, turn, unsettled, played, channel, tools, null, null);
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

    /** Returns the same lease of a call that nobody has joined yet. */
    public Lease joinedWithin(Duration time) {
        return new Lease(
                callId, workflowId, room, number, turn, unsettled, played, channel, tools, time.toMillis(), inMemory);
    }

    /** Returns the same lease of a call whose room is in memory. */
    public Lease withoutServer() {
        return new Lease(callId, workflowId, room, number, turn, unsettled, played, channel, tools, joinMs, true);
    }

    public boolean isSpoken() {
        return channel.equals(VOICE);
    }

    /** Returns whether the caller is at no server: the room is in memory. */
    public boolean atNoServer() {
        return Boolean.TRUE.equals(inMemory);
    }
}

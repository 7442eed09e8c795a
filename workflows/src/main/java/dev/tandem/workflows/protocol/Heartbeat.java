package dev.tandem.workflows.protocol;

import dev.tandem.workflows.usage.ProviderReport;
import java.util.List;
import java.util.Objects;

/**
 * Details of a heartbeat of AttendCall. They are always the whole state, so that the newest heartbeat is complete.
 *
 * @param sequence grows with every heartbeat of a session
 * @param unsettled every utterance that was heard and that the call workflow has not settled yet
 * @param playingTurn the turn whose reply is being spoken; 0: none
 * @param played words of that reply that left the speaker
 * @param at when it was sent, ms since 1970 by the clock of the attending process; 0: not sent yet
 * @param reports what providers used, and which failed, as far as it may not have arrived yet
 */
public record Heartbeat(
        long sequence,
        List<Utterance> unsettled,
        int playingTurn,
        String played,
        long at,
        List<ProviderReport> reports) {

    public Heartbeat {
        unsettled = List.copyOf(unsettled);
        // A process that is older than reports leaves them out.
        reports = List.copyOf(Objects.requireNonNullElse(reports, List.of()));
    }

    public Heartbeat(long sequence, List<Utterance> unsettled, int playingTurn, String played, long at) {
        this(sequence, unsettled, playingTurn, played, at, List.of());
    }

    public Heartbeat(long sequence, List<Utterance> unsettled, int playingTurn, String played) {
        this(sequence, unsettled, playingTurn, played, 0);
    }

    public Heartbeat sentAt(long now) {
        return new Heartbeat(sequence, unsettled, playingTurn, played, now, reports);
    }
}

package dev.tandem.workflows.protocol;

import java.util.List;

/**
 * Details of a heartbeat of AttendCall. They are always the whole state, so that the newest heartbeat is complete.
 *
 * @param sequence grows with every heartbeat of a session
 * @param unsettled every utterance that was heard and that the call workflow has not settled yet
 * @param playingTurn the turn whose reply is being spoken; 0: none
 * @param played words of that reply that left the speaker
 * @param at when it was sent, ms since 1970 by the clock of the attending process; 0: not sent yet
 */
public record Heartbeat(long sequence, List<Utterance> unsettled, int playingTurn, String played, long at) {

    public Heartbeat {
        unsettled = List.copyOf(unsettled);
    }

    public Heartbeat(long sequence, List<Utterance> unsettled, int playingTurn, String played) {
        this(sequence, unsettled, playingTurn, played, 0);
    }

    public Heartbeat sentAt(long now) {
        return new Heartbeat(sequence, unsettled, playingTurn, played, now);
    }
}

package dev.tandem.workflows.call.api;

import com.fasterxml.jackson.annotation.JsonIgnore;

/**
 * Says that a typed line was answered, or never will be.
 *
 * @param before number of the call's last event before the line was heard
 * @param sequence number of the call's last event by now; it may not be recorded yet
 * @param over whether the call has ended
 */
public record TypedAnswer(int before, int sequence, boolean over) {

    /** Returns whether the line came when the call was over already. */
    @JsonIgnore
    public boolean isTooLate() {
        return over && before == sequence;
    }
}

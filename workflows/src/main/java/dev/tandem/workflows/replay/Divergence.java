package dev.tandem.workflows.replay;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/**
 * A difference between a recorded call and what another version makes of it.
 *
 * @param turn of the recorded call
 * @param agentId document id of the agent that had the call
 * @param subject document id of the path, or name of the variable or the tool; empty: none
 * @param expected what the recorded call did, as a sentence
 * @param found what the other version does, as a sentence with the reason
 * @param decisive whether the call goes on in another way from here; if not, the model or a variable saw something else
 */
public record Divergence(
        int turn, Kind kind, String agentId, String subject, String expected, String found, boolean decisive) {

    /** What differs. */
    public enum Kind {
        /** A path is taken, or leads, elsewhere. */
        PATH,
        /** A guard says something else. */
        GUARD,
        /** A variable has another value, or is asked for, or not. */
        VARIABLE,
        /** The arguments that a tool got do not fit it. */
        TOOL_SCHEMA,
        /** A tool is not there, or is there now. */
        TOOL,
        /** The model may ask for something else. */
        OFFER,
        /** The call ends, or does not. */
        END,
        /** Another agent begins the call. */
        AGENT;

        @JsonValue
        public String wireName() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    boolean isLike(Divergence other) {
        return kind == other.kind && subject.equals(other.subject) && decisive == other.decisive;
    }
}

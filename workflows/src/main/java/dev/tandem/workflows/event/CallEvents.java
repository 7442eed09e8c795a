package dev.tandem.workflows.event;

import java.util.List;
import java.util.Set;

/**
 * The types of events, with the payload of each (snake_case JSON; {@code agent}, {@code path} are names, {@code *_id}
 * document ids; sensitive variables are masked). {@link EventCatalogue} has their schemas.
 */
public final class CallEvents {

    /** {@code {channel, version_id, workflow, version, room}} */
    public static final String CALL_STARTED = "call.started";

    /** {@code {turn, agent_id, agent}} */
    public static final String AGENT_ACTIVATED = "agent.activated";

    /** {@code {turn, agent_id, agent, text}}: the caller's utterance, first event of a turn. */
    public static final String TURN_COMMITTED = "turn.committed";

    /**
     * {@code {turn, step, agent_id, agent, text, full_text, interrupted, ms: {endpointing, stt, model, tts,
     * first_sound, heard, start, stop}}}: {@code text} is what left the speaker, of {@code full_text}.
     */
    public static final String REPLY_SPOKEN = "reply.spoken";

    /** {@code {turn, agent_id, agent, reason}}: nothing could answer; what was said instead is in reply.spoken. */
    public static final String TURN_FAILED = "turn.failed";

    /** {@code {turn, agent_id, agent, key, name, arguments}} */
    public static final String TOOL_STARTED = "tool.started";

    /** {@code {turn, key, name, result, runs, duration_ms}} */
    public static final String TOOL_FINISHED = "tool.finished";

    /** {@code {turn, key, name, status: failed|unknown|cancelled, error, runs, duration_ms}} */
    public static final String TOOL_FAILED = "tool.failed";

    /** {@code {turn, agent_id, agent, paths: [path_id], guards: {path_id: verdict}, withheld: [{path_id, path, guard, reason}]}} */
    public static final String PATH_OFFERED = "path.offered";

    /**
     * {@code {turn, path_id, path, from_agent_id, from, to_agent_id, to, variables: {name: value}, provenance: {name:
     * {source, turn, confirmed}}, by, guard, why}}; to: null at the end.
     */
    public static final String PATH_TAKEN = "path.taken";

    /**
     * {@code {turn, path_id, path, agent_id, agent, context, text, reason, duration_ms}}: what the next agent knows of
     * the conversation; text: null where the model could not make the summary, for this reason.
     */
    public static final String PATH_SUMMARISED = "path.summarised";

    /**
     * {@code {turn, path_id, path, agent_id, agent, missing: [name], invalid: {name: reason}, guard, reason, asked: {name:
     * times}, why}}
     */
    public static final String PATH_REJECTED = "path.rejected";

    /** {@code {turn, name, value, source, confirmed}} */
    public static final String VARIABLE_COLLECTED = "variable.collected";

    /** {@code {attendance, host, reason}} */
    public static final String ATTENDANCE_LOST = "attendance.lost";

    /** {@code {attendance, host}}: a process holds the room (again). */
    public static final String ATTENDANCE_RESUMED = "attendance.resumed";

    /** {@code {turn, agent_id, agent, command_id, by}}, as all that an operator does. */
    public static final String OPERATOR_PAUSED = "operator.paused";

    public static final String OPERATOR_RESUMED = "operator.resumed";

    public static final String OPERATOR_TOOK_OVER = "operator.took_over";

    public static final String OPERATOR_HANDED_BACK = "operator.handed_back";

    /** And {@code path_id}; path.taken follows. */
    public static final String OPERATOR_FORCED_PATH = "operator.forced_path";

    /** And {@code {name, value}}; variable.collected follows if it is another value. */
    public static final String OPERATOR_CORRECTED_VARIABLE = "operator.corrected_variable";

    /** And {@code text}, which is to be said; reply.spoken tells what of it was. */
    public static final String OPERATOR_SAID = "operator.said";

    /** And {@code say}: the agent's last words; null: none. */
    public static final String OPERATOR_ENDED = "operator.ended";

    /** And {@code {command, reason}}: a command that found the call in no state for it. */
    public static final String OPERATOR_REFUSED = "operator.refused";

    /** {@code {status: completed|dropped, reason, turns, duration_ms}}: the last event of a call. */
    public static final String CALL_ENDED = "call.ended";

    /** Every type, in the order in which the catalogue lists them. */
    public static final List<String> ALL = List.of(
            CALL_STARTED,
            AGENT_ACTIVATED,
            TURN_COMMITTED,
            REPLY_SPOKEN,
            TURN_FAILED,
            TOOL_STARTED,
            TOOL_FINISHED,
            TOOL_FAILED,
            PATH_OFFERED,
            PATH_TAKEN,
            PATH_SUMMARISED,
            PATH_REJECTED,
            VARIABLE_COLLECTED,
            ATTENDANCE_LOST,
            ATTENDANCE_RESUMED,
            OPERATOR_PAUSED,
            OPERATOR_RESUMED,
            OPERATOR_TOOK_OVER,
            OPERATOR_HANDED_BACK,
            OPERATOR_FORCED_PATH,
            OPERATOR_CORRECTED_VARIABLE,
            OPERATOR_SAID,
            OPERATOR_ENDED,
            OPERATOR_REFUSED,
            CALL_ENDED);

    private static final Set<String> KNOWN = Set.copyOf(ALL);

    /** Whether events of this type tell what became of an operator's command. */
    public static boolean isOperators(String type) {
        return type.startsWith("operator.");
    }

    static boolean knows(String type) {
        return KNOWN.contains(type);
    }

    private CallEvents() {}
}

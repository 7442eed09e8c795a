package dev.tandem.api.command;

import dev.tandem.workflows.event.CallEvent;
import dev.tandem.workflows.event.RecordedEvent;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** Keeps who commanded what, and what became of it. The rows go with their call. */
@Repository
public class OperatorCommands {

    private static final String CARRIED_OUT = "carried_out";
    private static final String REFUSED = "refused";

    private final JdbcClient jdbc;

    OperatorCommands(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * A command.
     *
     * @param command its name
     * @param by the key or the person that gave it
     * @param inForce whether a takeover still lasts
     */
    public record StoredCommand(UUID id, UUID call, String command, String by, Outcome outcome, boolean inForce) {

        static StoredCommand of(ResultSet row, int number) throws SQLException {
            return new StoredCommand(
                    row.getObject("id", UUID.class),
                    row.getObject("session_id", UUID.class),
                    row.getString("command"),
                    row.getString("given_by"),
                    Outcome.of(row.getString("outcome"), row.getString("reason")),
                    row.getBoolean("in_force"));
        }
    }

    /** What became of a command. */
    public sealed interface Outcome {

        /** It is not carried out yet. */
        record Pending() implements Outcome {}

        /** It is carried out. */
        record CarriedOut() implements Outcome {}

        /** It did not fit the state of the call. */
        record Refused(String reason) implements Outcome {}

        private static Outcome of(@Nullable String outcome, @Nullable String reason) {
            return switch (outcome) {
                case CARRIED_OUT -> new CarriedOut();
                case REFUSED -> new Refused(String.valueOf(reason));
                case null, default -> new Pending();
            };
        }
    }

    /** Keeps a command before it is sent, so that whatever becomes of it finds it. */
    @Transactional
    public void add(UUID id, UUID call, String command, String by) {
        jdbc.sql("insert into operator_command (id, session_id, command, given_by) values (:id, :call, :command, :by)")
                .param("id", id)
                .param("call", call)
                .param("command", command)
                .param("by", by)
                .update();
    }

    /** Forgets a command that could not be sent. */
    @Transactional
    public void remove(UUID id) {
        jdbc.sql("delete from operator_command where id = :id").param("id", id).update();
    }

    /** Finds a command of a call. */
    @Transactional(readOnly = true)
    public Optional<StoredCommand> find(UUID call, UUID id) {
        return jdbc.sql("""
                        select c.*, (outcome = 'carried_out' and over_at is null) is true as in_force
                        from operator_command c where id = :id and session_id = :call
                        """)
                .param("id", id)
                .param("call", call)
                .query(StoredCommand::of)
                .optional();
    }

    /** Notes what became of a command, in the transaction that records the event. */
    @Transactional(propagation = Propagation.MANDATORY)
    public void note(UUID call, RecordedEvent recorded, CallEvent.OfOperator event) {
        OffsetDateTime at = recorded.at().atOffset(ZoneOffset.UTC);
        switch (event) {
            case CallEvent.OperatorRefused refused -> settle(call, event.commandId(), REFUSED, refused.reason(), at);
            case CallEvent.OperatorHandedBack _ -> {
                settle(call, event.commandId(), CARRIED_OUT, null, at);
                over(call, at);
            }
            case CallEvent.OperatorPaused _,
                    CallEvent.OperatorResumed _,
                    CallEvent.OperatorTookOver _,
                    CallEvent.OperatorForcedPath _,
                    CallEvent.OperatorCorrectedVariable _,
                    CallEvent.OperatorSaid _,
                    CallEvent.OperatorEnded _ -> settle(call, event.commandId(), CARRIED_OUT, null, at);
        }
    }

    /** Ends a call's takeover. */
    @Transactional(propagation = Propagation.MANDATORY)
    public void over(UUID call, OffsetDateTime at) {
        jdbc.sql("""
                        update operator_command set over_at = :at
                        where session_id = :call and command = 'take_over' and outcome = 'carried_out' and over_at is null
                        """).param("call", call).param("at", at).update();
    }

    private void settle(UUID call, String id, String outcome, @Nullable String reason, OffsetDateTime at) {
        jdbc.sql("""
                        update operator_command set outcome = :outcome, reason = :reason, settled_at = :at
                        where session_id = :call and id::text = :id and outcome is null
                        """)
                .param("outcome", outcome)
                .param("reason", reason)
                .param("at", at)
                .param("call", call)
                .param("id", id)
                .update();
    }
}

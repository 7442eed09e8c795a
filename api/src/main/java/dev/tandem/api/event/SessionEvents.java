package dev.tandem.api.event;

import dev.tandem.api.json.StorableJson;
import dev.tandem.workflows.event.CallEvent;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import org.springframework.jdbc.core.JdbcOperations;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** What happened in calls. Events are only ever appended. */
@Repository
public class SessionEvents {

    private static final JsonMapper MAPPER = JsonMapper.builder().build();

    private final JdbcOperations jdbc;

    SessionEvents(JdbcOperations jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * Appends what is not there yet. What a database cannot store (U+0000 in a tool's result) is replaced: an event
     * that can never be written would hold up its call for good.
     */
    @Transactional(propagation = Propagation.MANDATORY)
    public void append(UUID call, List<CallEvent> events) {
        jdbc.batchUpdate("""
                insert into session_event (session_id, sequence, event_type, payload, occurred_at)
                values (?, ?, ?, ?::jsonb, ?)
                on conflict (session_id, sequence) do nothing
                """, events, Math.max(1, events.size()), (statement, event) -> {
            statement.setObject(1, call);
            statement.setInt(2, event.sequence());
            statement.setString(3, event.type());
            statement.setString(4, StorableJson.storable(event.payload()).toString());
            statement.setObject(5, OffsetDateTime.ofInstant(event.at(), ZoneOffset.UTC));
        });
    }

    /** In the order in which they happened. */
    @Transactional(readOnly = true)
    public List<CallEvent> all(UUID call) {
        return after(call, 0, Integer.MAX_VALUE);
    }

    /** Those after a sequence number, in order. */
    @Transactional(readOnly = true)
    public List<CallEvent> after(UUID call, int sequence, int limit) {
        return jdbc.query(
                """
                select sequence, event_type, payload::text as payload, occurred_at from session_event
                where session_id = ? and sequence > ? order by sequence limit ?
                """,
                (row, number) -> new CallEvent(
                        row.getInt("sequence"),
                        row.getString("event_type"),
                        row.getObject("occurred_at", OffsetDateTime.class).toInstant(),
                        MAPPER.readValue(row.getString("payload"), ObjectNode.class)),
                call,
                sequence,
                limit);
    }
}

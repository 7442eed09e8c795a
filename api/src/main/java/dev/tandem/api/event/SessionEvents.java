package dev.tandem.api.event;

import dev.tandem.api.http.json.StorableJson;
import dev.tandem.workflows.event.RecordedEvent;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Stores what happened in calls. Events are only appended. */
@Repository
public class SessionEvents {

    private static final JsonMapper MAPPER = JsonMapper.builder().build();

    /** A part of a call's events is cut off after this many bytes: a tool's result alone may have 16 KiB. */
    public static final int MOST_BYTES = 1 << 20;

    private final JdbcClient jdbc;

    SessionEvents(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * Appends the events that are not there yet, and wakes those who wait for them. Characters that a database cannot
     * store (U+0000 in a tool's result) are replaced, because an event that can never be written would block its call
     * for good.
     *
     * @param sealed what led to events, by sequence number, sealed, Base64
     * @return the events that were not there, in order, as they are stored
     */
    @Transactional(propagation = Propagation.MANDATORY)
    public List<RecordedEvent> append(UUID call, List<RecordedEvent> batch, Map<Integer, String> sealed) {
        List<RecordedEvent> events = onceEach(batch);
        Set<Integer> added = new HashSet<>(jdbc.sql("""
                        insert into session_event (session_id, sequence, event_type, payload, occurred_at, sealed)
                        select :call, e.sequence, e.type, e.payload::jsonb, e.at::timestamptz, decode(e.sealed, 'base64')
                        from unnest(:sequences, :types, :payloads, :times, :sealed)
                            e (sequence, type, payload, at, sealed)
                        on conflict (session_id, sequence) do nothing
                        returning sequence
                        """)
                .param("call", call)
                .param("sequences", each(events, RecordedEvent::sequence).toArray(Integer[]::new))
                .param("types", each(events, RecordedEvent::type).toArray(String[]::new))
                .param(
                        "payloads",
                        each(events, event -> event.payload().toString()).toArray(String[]::new))
                .param("times", each(events, event -> event.at().toString()).toArray(String[]::new))
                .param(
                        "sealed",
                        events.stream()
                                .map(event -> sealed.get(event.sequence()))
                                .toArray(String[]::new))
                .query(Integer.class)
                .list());
        if (!added.isEmpty()) {
            jdbc.sql("select pg_notify(:channel, :call)")
                    .param("channel", CallEventNotifier.CHANNEL)
                    .param("call", call.toString())
                    .query()
                    .singleRow();
        }
        return events.stream().filter(event -> added.contains(event.sequence())).toList();
    }

    /**
     * Says how far the events of a call go.
     *
     * @param last sequence number of the last one; 0: there is none
     * @param lastAt when it happened
     * @param turns in how many turns the caller has spoken
     */
    public record Extent(int last, Instant lastAt, int turns) {}

    @Transactional(propagation = Propagation.MANDATORY)
    public Extent extent(UUID call) {
        return jdbc.sql("""
                        select coalesce(max(sequence), 0) as last, coalesce(max(occurred_at), 'epoch') as last_at,
                               count(distinct payload -> 'turn') filter (where event_type = 'turn.committed') as turns
                        from session_event where session_id = :call
                        """)
                .param("call", call)
                .query((row, number) -> new Extent(
                        row.getInt("last"),
                        row.getObject("last_at", OffsetDateTime.class).toInstant(),
                        row.getInt("turns")))
                .single();
    }

    /**
     * A part of a call's events, in order.
     *
     * @param more whether there are events after it
     * @param bytes of the payloads
     */
    public record Part(List<RecordedEvent> events, boolean more, long bytes) {

        public Part {
            events = List.copyOf(events);
        }

        /**
         * Returns the sequence number of the last event.
         *
         * @throws NoSuchElementException if there is none
         */
        public int last() {
            return events.getLast().sequence();
        }
    }

    private record Row(RecordedEvent event, int bytes, int found) {}

    /** Events that are read at once where all of a call's are wanted. */
    private static final int PART = 200;

    /** Reads all events after a sequence number, in order. A long call has some thousands. */
    @Transactional(readOnly = true)
    public List<RecordedEvent> after(UUID call, int sequence) {
        List<RecordedEvent> all = new ArrayList<>();
        Part part;
        do {
            part = part(call, all.isEmpty() ? sequence : all.getLast().sequence(), EventFilter.NONE, PART);
            all.addAll(part.events());
        } while (part.more());
        return all;
    }

    /**
     * Reads the events after a sequence number, in order: as many as the limit says, and fewer if their payloads are
     * large. The payloads before the last one have less than {@value #MOST_BYTES} bytes together.
     */
    @Transactional(readOnly = true)
    public Part part(UUID call, int sequence, EventFilter filter, int limit) {
        List<Row> rows = jdbc.sql("""
                        with found as (
                            select sequence, event_type, payload::text as payload, occurred_at from session_event
                            where session_id = :call and sequence > :sequence
                              and (cardinality(:types) = 0 or event_type = any (:types))
                              and (:turn::int is null or payload -> 'turn' = to_jsonb(:turn::int))
                            order by sequence limit :limit
                        ), measured as (
                            select *, octet_length(payload) as bytes, count(*) over () as found,
                                   sum(octet_length(payload)) over (order by sequence) as bytes_so_far
                            from found)
                        select * from measured where bytes_so_far - bytes < :most order by sequence
                        """)
                .param("call", call)
                .param("sequence", sequence)
                .param("types", filter.types().toArray(String[]::new))
                .param("turn", filter.turn())
                .param("limit", limit + 1)
                .param("most", MOST_BYTES)
                .query((row, number) -> new Row(event(row), row.getInt("bytes"), row.getInt("found")))
                .list();
        List<Row> shown = rows.subList(0, Math.min(limit, rows.size()));
        boolean more = !rows.isEmpty() && shown.size() < rows.getFirst().found();
        return new Part(
                shown.stream().map(Row::event).toList(),
                more,
                shown.stream().mapToLong(Row::bytes).sum());
    }

    private static RecordedEvent event(ResultSet row) throws SQLException {
        return new RecordedEvent(
                row.getInt("sequence"),
                row.getString("event_type"),
                row.getObject("occurred_at", OffsetDateTime.class).toInstant(),
                MAPPER.readValue(row.getString("payload"), ObjectNode.class));
    }

    /**
     * What a replay reads of a call.
     *
     * @param events those that a replay looks at, in order
     * @param sealed what led to them and to others, sealed, Base64, by sequence number
     */
    public record Taped(List<RecordedEvent> events, Map<Integer, String> sealed) {

        public Taped {
            events = List.copyOf(events);
            sealed = Map.copyOf(sealed);
        }
    }

    /** Reads what a replay needs of a call. Nothing else reads what is sealed. */
    @Transactional(readOnly = true)
    public Taped taped(UUID call) {
        Map<Integer, String> sealed = new HashMap<>();
        List<RecordedEvent> events = jdbc.sql("""
                        select sequence, event_type, payload::text as payload, occurred_at,
                               translate(encode(sealed, 'base64'), chr(10), '') as sealed
                        from session_event
                        where session_id = :call
                          and (sealed is not null or event_type in
                              ('tool.started', 'tool.finished', 'path.taken', 'call.ended'))
                        order by sequence
                        """)
                .param("call", call)
                .query((row, number) -> {
                    String text = row.getString("sealed");
                    if (text != null) {
                        sealed.put(row.getInt("sequence"), text);
                    }
                    return event(row);
                })
                .list();
        return new Taped(events, sealed);
    }

    /** A number that comes twice in a batch is written once: as it came first. */
    private static List<RecordedEvent> onceEach(List<RecordedEvent> batch) {
        Set<Integer> seen = new HashSet<>();
        return batch.stream()
                .filter(event -> seen.add(event.sequence()))
                .map(SessionEvents::storable)
                .toList();
    }

    private static RecordedEvent storable(RecordedEvent event) {
        ObjectNode payload = (ObjectNode) StorableJson.storable(event.payload());
        return new RecordedEvent(event.sequence(), event.type(), event.at(), payload);
    }

    private static <T> List<T> each(List<RecordedEvent> events, Function<RecordedEvent, T> part) {
        return events.stream().map(part).toList();
    }
}

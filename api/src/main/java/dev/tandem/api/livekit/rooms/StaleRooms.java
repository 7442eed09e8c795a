package dev.tandem.api.livekit.rooms;

import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/**
 * Hangs up on callers whose call is over. Usually the worker that attended the call does that, but it may have been
 * killed at that moment. Several processes may do so at once: a room is closed only once.
 */
@Component
class StaleRooms {

    /**
     * Time that is left to others: a worker hangs up within 3 s, and a webhook for a phone call in a room comes sooner
     * than this, too.
     */
    static final Duration GRACE = Duration.ofSeconds(10);

    private static final Logger log = LoggerFactory.getLogger(StaleRooms.class);

    private final LiveKitRoomClient rooms;
    private final JdbcClient jdbc;
    private final Clock clock = Clock.systemUTC();
    private boolean said;

    StaleRooms(LiveKitRoomClient rooms, JdbcClient jdbc) {
        this.rooms = rooms;
        this.jdbc = jdbc;
    }

    @Scheduled(fixedDelayString = "${tandem.close-rooms-every}", initialDelayString = "${tandem.close-rooms-every}")
    void close() {
        try {
            for (OpenRoom room : silent(rooms.open())) {
                hangUp(room);
            }
            if (said) {
                log.info("silent rooms are closed again");
            }
            said = false;
        } catch (IOException | DataAccessException away) {
            if (!said) {
                log.warn("silent rooms are not closed for the time being ({}); trying again", away.getMessage());
            }
            said = true;
        }
    }

    private void hangUp(OpenRoom room) throws IOException {
        if (rooms.close(room)) {
            log.atWarn()
                    .addKeyValue("room", room.sid())
                    .log("somebody whose call is over was hung up on: no worker had done so");
        }
    }

    private List<OpenRoom> silent(List<OpenRoom> open) {
        if (open.isEmpty()) {
            return List.of();
        }
        Map<String, Instant> ended = ended(open);
        Instant now = clock.instant();
        return open.stream()
                .filter(room -> {
                    Instant end = ended.get(room.name());
                    return end != null && room.isSilent(end, now);
                })
                .toList();
    }

    /**
     * Returns when the last call of each room ended. Rooms with a call that goes on, and rooms without any call, are
     * left out.
     */
    private Map<String, Instant> ended(List<OpenRoom> open) {
        return jdbc
                .sql("select room, ended_at from rooms_without_call(:names)")
                .param("names", open.stream().map(OpenRoom::name).toArray(String[]::new))
                .query((row, number) -> Map.entry(
                        row.getString("room"),
                        row.getObject("ended_at", OffsetDateTime.class).toInstant()))
                .list()
                .stream()
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }
}

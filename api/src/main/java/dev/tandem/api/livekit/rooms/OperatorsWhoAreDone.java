package dev.tandem.api.livekit.rooms;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/**
 * Removes operators from a caller's room when they have handed the call back. LiveKit gives whoever is in a room tokens
 * to reconnect with, and no token can be taken back, so an operator who comes again is removed again until the last token
 * is worth nothing.
 */
@Component
class OperatorsWhoAreDone {

    /** LiveKit's tokens to reconnect with are valid for ten minutes, and it accepts them for a minute longer. */
    private static final Duration UNTIL_TOKENS_END = Duration.ofMinutes(12);

    private static final String IDENTITY_PREFIX = "operator-";

    private static final Logger log = LoggerFactory.getLogger(OperatorsWhoAreDone.class);

    private final LiveKitRoomClient rooms;
    private final JdbcClient jdbc;
    private boolean said;

    OperatorsWhoAreDone(LiveKitRoomClient rooms, JdbcClient jdbc) {
        this.rooms = rooms;
        this.jdbc = jdbc;
    }

    private record Done(String room, UUID command) {}

    @Scheduled(
            fixedDelayString = "${tandem.remove-operators-every}",
            initialDelayString = "${tandem.remove-operators-every}")
    void remove() {
        try {
            for (Done operator : done()) {
                if (rooms.remove(operator.room(), IDENTITY_PREFIX + operator.command())) {
                    log.info("the operator of the command {} was removed from the caller's room", operator.command());
                }
            }
            said = false;
        } catch (IOException | DataAccessException away) {
            if (!said) {
                log.warn("operators are not removed for the time being ({}); trying again", away.getMessage());
            }
            said = true;
        }
    }

    private List<Done> done() {
        return jdbc.sql("select room, command from operators_to_remove(:within::interval)")
                .param("within", UNTIL_TOKENS_END.toString())
                .query((row, number) -> new Done(row.getString("room"), row.getObject("command", UUID.class)))
                .list();
    }
}

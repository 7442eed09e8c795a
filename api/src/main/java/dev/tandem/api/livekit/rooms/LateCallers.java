package dev.tandem.api.livekit.rooms;

import dev.tandem.api.http.problem.ApiProblem;
import dev.tandem.api.temporal.CallWorkflowClient;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/**
 * Looks for callers who have joined a call whose place was given back. LiveKit's webhook tells of them sooner; this finds
 * those whose webhook was lost, or who came just as the place was given back. LiveKit is asked only while such calls wait.
 * Several processes may tell a call the same: it is told once.
 */
@Component
class LateCallers {

    private static final Logger log = LoggerFactory.getLogger(LateCallers.class);

    /** Calls that are looked at each time. */
    private static final int MOST = 1_000;

    private final LiveKitRoomClient rooms;
    private final JdbcClient jdbc;
    private final CallWorkflowClient workflows;
    private boolean said;

    LateCallers(LiveKitRoomClient rooms, JdbcClient jdbc, CallWorkflowClient workflows) {
        this.rooms = rooms;
        this.jdbc = jdbc;
        this.workflows = workflows;
    }

    /** @param attendance that gave the place back */
    private record Waiting(String room, String workflow, int attendance) {}

    @Scheduled(
            fixedDelayString = "${tandem.look-for-callers-every}",
            initialDelayString = "${tandem.look-for-callers-every}")
    void look() {
        try {
            Map<String, Waiting> waiting = waiting();
            if (!waiting.isEmpty()) {
                look(waiting);
            }
            said = false;
        } catch (IOException | DataAccessException | ApiProblem away) {
            if (!said) {
                log.warn("callers who come late are not looked for now ({}); trying again", away.getMessage());
            }
            said = true;
        }
    }

    private void look(Map<String, Waiting> waiting) throws IOException {
        for (OpenRoom open : rooms.open(List.copyOf(waiting.keySet()))) {
            Waiting call = waiting.get(open.name());
            boolean hasCaller = rooms.now(open.name())
                    .filter(now -> !now.callers().isEmpty())
                    .isPresent();
            if (call != null && hasCaller) {
                workflows.callerJoined(call.workflow(), call.attendance());
            }
        }
    }

    private Map<String, Waiting> waiting() {
        return jdbc
                .sql("select room, workflow, attendance from calls_that_await_their_caller(:most)")
                .param("most", MOST)
                .query((row, number) ->
                        new Waiting(row.getString("room"), row.getString("workflow"), row.getInt("attendance")))
                .list()
                .stream()
                .collect(Collectors.toMap(Waiting::room, Function.identity(), (one, other) -> other));
    }
}

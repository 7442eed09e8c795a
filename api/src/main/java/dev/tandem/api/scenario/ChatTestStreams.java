package dev.tandem.api.scenario;

import dev.tandem.api.access.Access;
import dev.tandem.api.data.tenant.Tenant;
import dev.tandem.api.event.CallEventNotifier;
import dev.tandem.api.event.EventView;
import dev.tandem.api.event.SessionEvents;
import dev.tandem.api.http.problem.ApiProblem;
import dev.tandem.api.stream.OpenStream;
import dev.tandem.api.stream.OpenStreams;
import dev.tandem.api.testing.TestAnswer;
import dev.tandem.api.testing.TestChats;
import dev.tandem.workflows.event.RecordedEvent;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpHeaders;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/**
 * Sends what happens in a test as Server-Sent Events, and at last the answer. A test goes on when its client is gone: the
 * line is heard, and the run runs.
 */
@Component
class ChatTestStreams {

    private static final Logger log = LoggerFactory.getLogger(ChatTestStreams.class);

    /** Interval at which a stream looks for news that nobody tells it about. */
    private static final Duration LOOK = Duration.ofMillis(500);

    /** A proxy cuts a connection that is silent for longer. */
    private static final Duration HEARTBEAT = Duration.ofSeconds(10);

    /** Longest time of a stream, as of any event stream. */
    private static final Duration LONGEST = Duration.ofMinutes(15);

    private final TestChats chats;
    private final TestRuns runs;
    private final SessionEvents events;
    private final CallEventNotifier bell;
    private final OpenStreams open;
    private final JsonMapper mapper;

    ChatTestStreams(
            TestChats chats,
            TestRuns runs,
            SessionEvents events,
            CallEventNotifier bell,
            OpenStreams open,
            JsonMapper mapper) {
        this.chats = chats;
        this.runs = runs;
        this.events = events;
        this.bell = bell;
        this.open = open;
        this.mapper = mapper;
    }

    /**
     * Says a line, and sends the events of the call until it is answered.
     *
     * @throws ApiProblem 429 if the organization has as many streams as it may have
     */
    void line(Access access, TestChats.Begun begun, HttpServletResponse response) throws IOException {
        try (OpenStream stream = open.open(access)) {
            int before = chats.lastEvent(begun);
            FutureTask<TestAnswer> answer = new FutureTask<>(() -> chats.answer(begun));
            Thread.ofVirtual().name("test-line").start(() -> Tenant.run(access.organization(), answer));
            sendLine(new Sending(response, stream), begun, before, answer);
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
        } catch (IOException gone) {
            log.debug(
                    "the client of a test of the call {} is gone",
                    begun.session().callId(),
                    gone);
        }
    }

    private void sendLine(Sending sending, TestChats.Begun begun, int before, FutureTask<TestAnswer> answer)
            throws IOException, InterruptedException {
        UUID call = begun.session().callId();
        int last = before;
        try (CallEventNotifier.Waiting rings = bell.waitFor(call)) {
            while (!answer.isDone() && sending.mayGoOn() && bell.isRunning()) {
                last = sendEvents(sending, call, last);
                boolean _ = rings.await(LOOK);
                sending.beat();
            }
        }
        if (!answer.isDone()) {
            return;
        }
        try {
            ChatTestController.ChatAnswer come = ChatTestController.ChatAnswer.of(answer.get());
            int _ = sendEvents(sending, call, last);
            sending.send("answer", null, come);
        } catch (ExecutionException failed) {
            sending.send("problem", null, problem(failed).detail());
        }
    }

    private int sendEvents(Sending sending, UUID call, int after) throws IOException {
        int last = after;
        for (RecordedEvent event : events.after(call, after)) {
            sending.send(event.type(), event.sequence(), EventView.of(event));
            last = event.sequence();
        }
        return last;
    }

    /** The refusal that ended a line, or what the log knows more of. */
    private static ApiProblem problem(ExecutionException failed) {
        if (failed.getCause() instanceof ApiProblem refused) {
            return refused;
        }
        log.error("a line of a test failed", failed.getCause());
        return ApiProblem.unavailable(
                "no-answer-yet",
                "The line may have been heard. Send it again with the same line_id.",
                Duration.ofSeconds(2),
                failed);
    }

    /**
     * Sends how far a run is, until it has ended.
     *
     * @throws ApiProblem 429 if the organization has as many streams as it may have
     */
    void run(Access access, UUID run, HttpServletResponse response) throws IOException {
        try (OpenStream stream = open.open(access)) {
            Sending sending = new Sending(response, stream);
            TestRun seen = null;
            boolean ended = false;
            while (!ended && sending.mayGoOn() && bell.isRunning()) {
                ended = runs.waitFor(access, run, LOOK);
                TestRun now = runs.detail(access, run).run();
                if (!now.equals(seen)) {
                    sending.send("progress", null, now);
                    seen = now;
                }
                sending.beat();
            }
            sending.send("answer", null, ChatTestController.ChatAnswer.of(runs.detail(access, run)));
        } catch (IOException gone) {
            log.debug("the client of the run {} is gone", run, gone);
        }
    }

    /** One stream that is being sent. */
    private final class Sending {

        private final HttpServletResponse response;
        private final OpenStream stream;
        private final long end = System.nanoTime() + LONGEST.toNanos();
        private long silentSince = System.nanoTime();

        Sending(HttpServletResponse response, OpenStream stream) {
            this.response = response;
            this.stream = stream;
            response.setContentType("text/event-stream;charset=UTF-8");
            response.setHeader(HttpHeaders.CACHE_CONTROL, "no-store");
            response.setHeader("X-Accel-Buffering", "no");
        }

        boolean mayGoOn() {
            return stream.mayGoOn() && System.nanoTime() < end;
        }

        void send(String event, @Nullable Integer id, Object data) throws IOException {
            write((id == null ? "" : "id: " + id + "\n") + "event: " + event + "\ndata: "
                    + mapper.writeValueAsString(data) + "\n\n");
        }

        void beat() throws IOException {
            if (System.nanoTime() - silentSince > HEARTBEAT.toNanos()) {
                write(":\n\n");
            }
        }

        private void write(String text) throws IOException {
            response.getOutputStream().write(text.getBytes(StandardCharsets.UTF_8));
            response.getOutputStream().flush();
            silentSince = System.nanoTime();
        }
    }
}

package dev.tandem.api.testing;

import dev.tandem.api.call.TestStarter;
import dev.tandem.api.event.CallEventNotifier;
import dev.tandem.api.event.SessionEvents;
import dev.tandem.api.http.problem.ApiProblem;
import dev.tandem.api.livekit.tokens.LiveKitTokens;
import dev.tandem.api.temporal.CallWorkflowClient;
import dev.tandem.workflows.call.api.CallWorkflow;
import dev.tandem.workflows.call.api.TypedAnswer;
import dev.tandem.workflows.call.api.TypedLine;
import dev.tandem.workflows.event.CallEvent;
import dev.tandem.workflows.event.RecordedEvent;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.stereotype.Service;
import tools.jackson.databind.json.JsonMapper;

/** Starts tests by chat, and says what their callers write. */
@Service
public class TestCalls {

    /** Events that happened are recorded within this time. */
    private static final Duration RECORDED = Duration.ofSeconds(20);

    private static final Duration LOOK = Duration.ofMillis(500);

    private final TestStarter starter;
    private final TestSessions sessions;
    private final CallWorkflowClient workflows;
    private final SessionEvents events;
    private final CallEventNotifier bell;
    private final JsonMapper mapper;

    TestCalls(
            TestStarter starter,
            TestSessions sessions,
            CallWorkflowClient workflows,
            SessionEvents events,
            CallEventNotifier bell,
            JsonMapper mapper) {
        this.starter = starter;
        this.sessions = sessions;
        this.workflows = workflows;
        this.events = events;
        this.bell = bell;
        this.mapper = mapper;
    }

    /**
     * Starts a test by chat.
     *
     * @return the id of its session
     * @throws ApiProblem as {@link TestStarter#chat}
     */
    public UUID start(TestStarter.Wanted wanted) {
        TestStarter.Begun begun = starter.chat(wanted);
        return sessions.add(
                wanted.snapshot().version().id(),
                begun.call(),
                wanted.snapshot().sha256());
    }

    /**
     * Starts a test that somebody speaks in a room of LiveKit.
     *
     * @return where it can be joined
     * @throws ApiProblem as {@link TestStarter#voice}
     */
    public TestRoom startVoice(TestStarter.Wanted wanted) {
        TestStarter.Joinable call = starter.voice(wanted);
        UUID session = sessions.add(
                wanted.snapshot().version().id(), call.call(), wanted.snapshot().sha256());
        return new TestRoom(session, call.call(), call.livekit());
    }

    /** Where a voice test can be joined. */
    public record TestRoom(UUID testSessionId, UUID callId, LiveKitTokens.RoomAccess livekit) {}

    /**
     * Waits until the agent has opened the call.
     *
     * @throws ApiProblem 404, 503 if the agent has not done so in time
     */
    public TestAnswer opened(TestCaller caller, UUID session) throws InterruptedException {
        TestSession test = sessions.get(caller.organization(), session);
        return answer(caller, test, workflows.opened(caller.workflowId(test)));
    }

    /**
     * Says a line, and waits until it is answered or the call has ended.
     *
     * @param lineId the same line twice has the same one, and is heard once
     * @throws ApiProblem 404, 409 if the call has ended or too many lines wait, 503 if the agent has not answered in time
     */
    public TestAnswer say(TestCaller caller, UUID session, String lineId, String text) throws InterruptedException {
        TestSession test = sessions.get(caller.organization(), session);
        Optional<TypedAnswer> answer = workflows.typed(caller.workflowId(test), new TypedLine(lineId, text));
        if (answer.filter(come -> !come.isTooLate()).isEmpty()) {
            throw ApiProblem.conflict("call-over", "The call of this test is over: start another test.");
        }
        return answer(caller, test, answer);
    }

    /** Hangs up, and waits until the call has ended. Hanging up twice changes nothing. */
    public TestAnswer hangUp(TestCaller caller, UUID session) throws InterruptedException {
        TestSession test = sessions.get(caller.organization(), session);
        int before = beforeTheEnd(test.callId());
        boolean _ = workflows.end(caller.workflowId(test), "caller_left");
        return answer(caller, test, Optional.of(new TypedAnswer(before, Integer.MAX_VALUE, true)));
    }

    private TestAnswer answer(TestCaller caller, TestSession test, Optional<TypedAnswer> come)
            throws InterruptedException {
        int before = come.map(TypedAnswer::before).orElse(0);
        int last =
                come.filter(answer -> !answer.over()).map(TypedAnswer::sequence).orElse(Integer.MAX_VALUE);
        List<RecordedEvent> recorded = recorded(test.callId(), before, last);
        sessions.said(test.id(), mapper.valueToTree(TestTurn.of(events.after(test.callId(), 0))));
        return TestAnswer.of(sessions.get(caller.organization(), test.id()), recorded);
    }

    /**
     * Reads the events of a call, and waits for them first.
     *
     * @param last number of the last one to wait for; more than there will be: wait for the end of the call
     */
    private List<RecordedEvent> recorded(UUID call, int before, int last) throws InterruptedException {
        long end = System.nanoTime() + RECORDED.toNanos();
        List<RecordedEvent> found = new ArrayList<>();
        try (CallEventNotifier.Waiting rings = bell.waitFor(call)) {
            while (true) {
                found.addAll(events.after(
                        call, found.isEmpty() ? before : found.getLast().sequence()));
                if (isThere(found, before, last)) {
                    return found;
                }
                if (System.nanoTime() >= end || !bell.isRunning()) {
                    throw ApiProblem.unavailable(
                            "no-answer-yet",
                            "What happened in the call is not recorded yet. Ask for the test session's events later.",
                            Duration.ofSeconds(2),
                            new IllegalStateException("events up to " + last + " were not recorded in time"));
                }
                boolean _ = rings.await(LOOK);
            }
        }
    }

    private static boolean isThere(List<RecordedEvent> found, int before, int last) {
        int there = found.isEmpty() ? before : found.getLast().sequence();
        return there >= last || (!found.isEmpty() && found.getLast().event() instanceof CallEvent.CallEnded);
    }

    /** Returns the number of the last event, without the end of the call if that is recorded already. */
    private int beforeTheEnd(UUID call) {
        List<RecordedEvent> found = events.after(call, 0);
        if (found.isEmpty()) {
            return 0;
        }
        RecordedEvent last = found.getLast();
        return last.event() instanceof CallEvent.CallEnded ? last.sequence() - 1 : last.sequence();
    }

    int last(UUID call) {
        List<RecordedEvent> found = events.after(call, 0);
        return found.isEmpty() ? 0 : found.getLast().sequence();
    }

    /**
     * Whose test it is.
     *
     * @param organization id
     * @param slug of the organization
     */
    public record TestCaller(UUID organization, String slug) {

        String workflowId(TestSession test) {
            return CallWorkflow.workflowId(slug, test.callId().toString());
        }
    }
}

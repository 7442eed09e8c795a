package dev.tandem.api.testing;

import dev.tandem.api.access.Access;
import dev.tandem.api.call.TestStarter;
import dev.tandem.api.http.problem.ApiProblem;
import dev.tandem.api.testing.TestCalls.TestCaller;
import dev.tandem.api.version.Snapshots;
import java.util.UUID;
import org.springframework.stereotype.Service;

/** Lets somebody write with the agents of a version, line by line. */
@Service
public class TestChats {

    private final Snapshots snapshots;
    private final TestCalls tests;
    private final TestSessions sessions;

    TestChats(Snapshots snapshots, TestCalls tests, TestSessions sessions) {
        this.snapshots = snapshots;
        this.tests = tests;
        this.sessions = sessions;
    }

    /**
     * Says one line, and answers with all that came of it. Without a test session it starts one, which the agent opens.
     *
     * @throws ApiProblem 404, 409 if the call has ended or too many lines wait, 422, 503 if the agent has not answered in
     *     time
     */
    public TestAnswer answer(Access access, UUID version, TestLine line) throws InterruptedException {
        return answer(begin(access, version, line));
    }

    /**
     * A line that is to be said, in a test that has begun.
     *
     * @param isNew whether the test began for this line, so that the agent opens it first
     */
    public record Begun(TestCaller caller, TestSession session, boolean isNew, TestLine line) {}

    /**
     * Finds the test in which a line is to be said, or starts one.
     *
     * @throws ApiProblem 404, 422
     */
    public Begun begin(Access access, UUID version, TestLine line) {
        TestLine checked = line.checked();
        UUID known = checked.testSessionId();
        TestSession session =
                sessions.get(access.organization(), known == null ? start(access, version, checked) : known);
        if (!session.workflowVersionId().equals(version)) {
            throw ApiProblem.notFound("test session of this version", session.id());
        }
        return new Begun(new TestCaller(access.organization(), access.slug()), session, known == null, checked);
    }

    /**
     * Says a line, and answers with all that came of it.
     *
     * @throws ApiProblem 409 if the call has ended or too many lines wait, 503 if the agent has not answered in time
     */
    public TestAnswer answer(Begun begun) throws InterruptedException {
        TestCaller caller = begun.caller();
        UUID session = begun.session().id();
        TestLine line = begun.line();
        if (line.hangsUp()) {
            return tests.hangUp(caller, session);
        }
        String message = line.message();
        if (message == null) {
            return tests.opened(caller, session);
        }
        TestAnswer opening = begun.isNew() ? tests.opened(caller, session) : null;
        String lineId = line.lineId();
        TestAnswer answer =
                tests.say(caller, session, lineId == null ? UUID.randomUUID().toString() : lineId, message);
        return opening == null ? answer : answer.behind(opening);
    }

    /** Returns the number of the last event that is recorded of a test's call; 0: none is. */
    public int lastEvent(Begun begun) {
        return begun.isNew() ? 0 : tests.last(begun.session().callId());
    }

    private UUID start(Access access, UUID version, TestLine line) {
        return tests.start(TestStarter.Wanted.by(
                access, snapshots.freeze(access.organization(), version), line.variables(), line.tools(), line.now()));
    }
}

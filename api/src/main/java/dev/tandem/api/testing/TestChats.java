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
        TestLine checked = line.checked();
        TestCaller caller = new TestCaller(access.organization(), access.slug());
        UUID known = checked.testSessionId();
        UUID session = known == null ? start(access, version, checked) : known;
        if (known != null
                && !sessions.get(access.organization(), known)
                        .workflowVersionId()
                        .equals(version)) {
            throw ApiProblem.notFound("test session of this version", known);
        }
        if (checked.hangsUp()) {
            return tests.hangUp(caller, session);
        }
        TestAnswer opening = known == null ? tests.opened(caller, session) : null;
        String message = checked.message();
        if (message == null) {
            return opening == null ? tests.opened(caller, session) : opening;
        }
        String lineId = checked.lineId();
        TestAnswer answer =
                tests.say(caller, session, lineId == null ? UUID.randomUUID().toString() : lineId, message);
        return opening == null ? answer : answer.behind(opening);
    }

    private UUID start(Access access, UUID version, TestLine line) {
        return tests.start(TestStarter.Wanted.by(
                access, snapshots.freeze(access.organization(), version), line.variables(), line.tools(), line.now()));
    }
}

package dev.tandem.api.scenario;

import dev.tandem.api.access.Access;
import dev.tandem.api.version.Versions;
import java.net.URI;
import java.time.Duration;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Component;

/** Runs what a request sends, and answers with the verdicts, or with where they will be. */
@Component
class RequestedRuns {

    /** Longest time that a request waits for its scenarios. Load balancers cut connections after some minutes. */
    private static final Duration WAIT = Duration.ofSeconds(55);

    private static final String ASYNC = "respond-async";

    private final TestRuns runs;
    private final KeptScenarios scenarios;
    private final Versions versions;

    RequestedRuns(TestRuns runs, KeptScenarios scenarios, Versions versions) {
        this.runs = runs;
        this.scenarios = scenarios;
        this.versions = versions;
    }

    /**
     * Starts a run.
     *
     * @return its id
     * @throws dev.tandem.api.http.problem.ApiProblem 404, 422, 503
     */
    UUID start(Access access, UUID version, TestChannel channel, SentScenarios sent) {
        UUID workflow = versions.get(access.organization(), version).workflowId();
        return runs.start(access, version, channel, sent.read(scenarios, access.organization(), workflow));
    }

    /**
     * Waits for a run, unless the request prefers not to: 200 if it has ended, 202 otherwise.
     *
     * @param prefer the header of this name
     */
    <T> ResponseEntity<T> answer(Access access, UUID run, @Nullable String prefer, Function<TestRunDetail, T> body)
            throws InterruptedException {
        boolean isAsync = prefer != null && prefer.contains(ASYNC);
        boolean ended = !isAsync && runs.waitFor(access, run, WAIT);
        ResponseEntity.BodyBuilder answer = ended ? ResponseEntity.ok() : ResponseEntity.accepted();
        return answer.location(URI.create("/api/test-runs/" + run)).body(body.apply(runs.detail(access, run)));
    }
}

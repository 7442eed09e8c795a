package dev.tandem.api.scenario;

import dev.tandem.api.access.Access;
import dev.tandem.api.http.problem.ApiProblem;
import dev.tandem.api.scenario.TestRunRows.NewRun;
import dev.tandem.api.scenario.TestRunRows.NewScenario;
import dev.tandem.api.temporal.TestRunClient;
import dev.tandem.api.version.Snapshots;
import dev.tandem.workflows.call.api.CallerLine;
import dev.tandem.workflows.call.api.SpokenCaller;
import dev.tandem.workflows.call.testing.ScenarioRun;
import dev.tandem.workflows.call.testing.ScenarioRun.Attempt;
import dev.tandem.workflows.document.Problem;
import dev.tandem.workflows.scenario.Caller;
import dev.tandem.workflows.scenario.Scenario;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Service;
import tools.jackson.databind.json.JsonMapper;

/** Starts runs of scenarios, says how they stand, and cancels them. */
@Service
class TestRuns {

    /** Calls of one run. */
    static final int MOST_ATTEMPTS = 1_000;

    private static final Duration RETRY_AFTER = Duration.ofSeconds(10);

    private final Snapshots snapshots;
    private final TestRunRows rows;
    private final TestRunClient workflows;
    private final JsonMapper mapper;
    private final int atOnce;

    /** @param atOnce calls of one run that are under way at the same time */
    TestRuns(
            Snapshots snapshots,
            TestRunRows rows,
            TestRunClient workflows,
            JsonMapper mapper,
            @Value("${tandem.test-run-calls}") int atOnce) {
        this.snapshots = snapshots;
        this.rows = rows;
        this.workflows = workflows;
        this.mapper = mapper;
        this.atOnce = atOnce;
    }

    /**
     * A scenario that is to be run.
     *
     * @param kept id of the kept scenario; null: it came with the request
     */
    record Chosen(GivenScenario given, @Nullable UUID kept) {

        static Chosen of(KeptScenario kept) {
            return new Chosen(
                    new GivenScenario(GivenScenario.stored(kept.document()), kept.document(), kept.yaml()), kept.id());
        }

        String sha256() {
            return given.sha256();
        }
    }

    /**
     * Starts a run on a version as it is now.
     *
     * @throws ApiProblem 404, 422 if calls could not follow the version, or there are too many of them, 503 if nobody
     *     can speak or play a persona, or Temporal does not answer
     */
    UUID start(Access access, UUID version, TestChannel channel, List<Chosen> scenarios) {
        requireFew(scenarios);
        boolean needsPersona =
                scenarios.stream().anyMatch(one -> one.given().scenario().caller() instanceof Caller.Persona);
        boolean isSpoken = channel == TestChannel.VOICE;
        if ((isSpoken && !workflows.hasCallers(SpokenCaller.TASK_QUEUE))
                || (needsPersona && !workflows.hasCallers(CallerLine.TASK_QUEUE))) {
            throw ApiProblem.later(
                    HttpStatus.SERVICE_UNAVAILABLE,
                    "no-callers",
                    "No process plays callers, which a persona and a spoken scenario need. Start one (callers), or run"
                            + " scripts by chat.",
                    RETRY_AFTER);
        }
        Snapshots.Snapshot snapshot = snapshots.freeze(access.organization(), version);
        List<NewScenario> stored = scenarios.stream()
                .map(one -> stored(one, ScenarioFit.problems(one.given().scenario(), snapshot.graph(), channel)))
                .toList();
        UUID id = UUID.randomUUID();
        rows.add(new NewRun(id, version, snapshot.sha256(), channel, access.caller(), stored));
        List<Attempt> attempts = attempts(stored);
        if (attempts.isEmpty()) {
            rows.end(id, false);
            return id;
        }
        try {
            workflows.start(new ScenarioRun.Input(access.slug(), id.toString(), attempts, atOnce));
        } catch (RuntimeException notStarted) {
            rows.remove(id);
            throw notStarted;
        }
        return id;
    }

    private static void requireFew(List<Chosen> scenarios) {
        int attempts = scenarios.stream()
                .mapToInt(one -> one.given().scenario().repeat().runs())
                .sum();
        if (attempts > MOST_ATTEMPTS) {
            throw ApiProblem.invalidRequest(List.of(new Problem(
                    "too_many",
                    "",
                    "These scenarios want " + attempts + " calls; a run makes at most " + MOST_ATTEMPTS
                            + ". Divide them, or repeat them less.")));
        }
    }

    private NewScenario stored(Chosen chosen, List<Problem> problems) {
        Scenario scenario = chosen.given().scenario();
        return new NewScenario(
                chosen.kept(),
                scenario.name(),
                chosen.given().json(),
                chosen.sha256(),
                scenario.repeat().runs(),
                scenario.repeat().atLeast(),
                mapper.valueToTree(problems));
    }

    /** First attempts first, so that each scenario tells something early. */
    private static List<Attempt> attempts(List<NewScenario> scenarios) {
        List<Attempt> attempts = new ArrayList<>();
        for (int i = 0; i < scenarios.size(); i++) {
            for (int n = 0;
                    n < scenarios.get(i).runs() && scenarios.get(i).problems().isEmpty();
                    n++) {
                attempts.add(new Attempt(i, n));
            }
        }
        attempts.sort(Comparator.comparingInt(Attempt::number));
        return attempts;
    }

    /**
     * Waits until a run has ended.
     *
     * @return false if it has not in time
     */
    boolean waitFor(Access access, UUID run, Duration within) {
        return !rows.get(access.organization(), run).status().equals("running")
                || workflows.ended(ScenarioRun.workflowId(access.slug(), run.toString()), within);
    }

    /** Cancels a run: its calls are hung up. A run that has ended stays as it is. */
    TestRun cancel(Access access, UUID id) {
        TestRun run = rows.get(access.organization(), id);
        if (run.status().equals("running") && !workflows.cancel(ScenarioRun.workflowId(access.slug(), id.toString()))) {
            rows.end(id, true);
        }
        return rows.get(access.organization(), id);
    }

    TestRunDetail detail(Access access, UUID id) {
        return new TestRunDetail(rows.get(access.organization(), id), rows.outcomes(id));
    }
}

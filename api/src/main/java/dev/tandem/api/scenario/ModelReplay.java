package dev.tandem.api.scenario;

import dev.tandem.api.access.Access;
import dev.tandem.api.call.WholeRecord;
import dev.tandem.api.http.problem.ApiProblem;
import dev.tandem.api.replay.ModelReplays;
import dev.tandem.api.version.Snapshots;
import dev.tandem.workflows.document.Problem;
import dev.tandem.workflows.event.CallEvent;
import dev.tandem.workflows.event.RecordedEvent;
import dev.tandem.workflows.graph.Tool;
import dev.tandem.workflows.scenario.recorded.CallAsScenario;
import java.net.URI;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;

/**
 * Replays a recorded call by a scenario that is made of it: a version's own model answers what the caller said, and tools
 * answer what they answered. What is not in the record is refused, and differs.
 */
@Component
class ModelReplay implements ModelReplays {

    /** Longest time that a request waits. Load balancers cut connections after some minutes. */
    private static final Duration WAIT = Duration.ofSeconds(55);

    private final WholeRecord calls;
    private final Snapshots snapshots;
    private final TestRuns runs;

    ModelReplay(WholeRecord calls, Snapshots snapshots, TestRuns runs) {
        this.calls = calls;
        this.snapshots = snapshots;
        this.runs = runs;
    }

    @Override
    public Started start(Access access, UUID call, UUID version, int times) throws InterruptedException {
        GivenScenario scenario = scenario(access, call, version, times);
        UUID run = runs.start(access, version, TestChannel.CHAT, List.of(new TestRuns.Chosen(scenario, null)));
        boolean ended = runs.waitFor(access, run, WAIT);
        URI link = URI.create("/api/test-runs/" + run);
        return new Started(link, ended, report(link, runs.detail(access, run)));
    }

    private GivenScenario scenario(Access access, UUID call, UUID version, int times) {
        List<RecordedEvent> events = calls.events(access.organization(), call);
        if (events.isEmpty() || !(events.getLast().event() instanceof CallEvent.CallEnded)) {
            throw ApiProblem.conflict("call-active", "The call is still active. Replay it when it has ended.");
        }
        CallAsScenario made = CallAsScenario.of("replay of call " + call, events);
        if (!made.masked().isEmpty()) {
            throw ApiProblem.invalidRequest(List.of(new Problem(
                    "masked",
                    "/mode",
                    "The record hides values that the model would have to hear ("
                            + made.masked().getFirst() + " and "
                            + (made.masked().size() - 1) + " more). Make a scenario of the call with"
                            + " POST /api/calls/{id}/scenario, fill them in, and run that.")));
        }
        Set<String> tools = snapshots.now(access.organization(), version).graph().agents().stream()
                .flatMap(agent -> agent.tools().stream())
                .map(Tool::name)
                .collect(Collectors.toCollection(TreeSet::new));
        return GivenScenario.read(
                ReplayScenario.of(made.scenario(), events.getFirst().at(), tools, times), "");
    }

    private static Report report(URI link, TestRunDetail detail) {
        TestRun.Outcome outcome = detail.scenarios().getFirst();
        return new Report(
                link.toString(),
                detail.run().status(),
                outcome.problems()
                        .valueStream()
                        .map(problem -> problem.path("message").asString(""))
                        .toList(),
                outcome.results().stream().map(ModelReplay::attempt).toList());
    }

    private static Attempt attempt(TestRun.AttemptView made) {
        return new Attempt(
                made.attempt(),
                made.status(),
                made.callId(),
                made.verdicts()
                        .valueStream()
                        .filter(FailedVerdicts::isFailed)
                        .map(ModelReplay::differs)
                        .sorted(Comparator.comparingInt(Differs::turn))
                        .toList());
    }

    private static Differs differs(JsonNode verdict) {
        return new Differs(
                FailedVerdicts.turn(verdict),
                verdict.path("expected").asString(""),
                verdict.path("found").asString(""),
                verdict.path(FailedVerdicts.COUNTERFACTUAL).asBoolean(false));
    }
}

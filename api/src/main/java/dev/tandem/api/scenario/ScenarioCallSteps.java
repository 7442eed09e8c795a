package dev.tandem.api.scenario;

import dev.tandem.api.call.TestStarter;
import dev.tandem.api.data.tenant.Tenants;
import dev.tandem.api.event.EventView;
import dev.tandem.api.event.SessionEvents;
import dev.tandem.api.http.problem.ApiProblem;
import dev.tandem.api.livekit.tokens.LiveKitTokens;
import dev.tandem.api.scenario.TestRunRows.Running;
import dev.tandem.api.testing.TestAnswer;
import dev.tandem.api.testing.TestCalls;
import dev.tandem.api.testing.TestCalls.TestCaller;
import dev.tandem.api.testing.TestSession;
import dev.tandem.api.testing.TestSessions;
import dev.tandem.api.testing.TestTurn;
import dev.tandem.api.version.Snapshots;
import dev.tandem.api.workspace.CallWorkspaces;
import dev.tandem.workflows.call.api.SpokenCaller;
import dev.tandem.workflows.call.testing.ScenarioAttempt.Outcome;
import dev.tandem.workflows.call.testing.ScenarioAttempt.Task;
import dev.tandem.workflows.call.testing.ScenarioCalls;
import dev.tandem.workflows.call.testing.ScenarioCalls.Begun;
import dev.tandem.workflows.call.testing.ScenarioCalls.Joinable;
import dev.tandem.workflows.call.testing.ScenarioCalls.Made;
import dev.tandem.workflows.call.testing.ScenarioCalls.Said;
import dev.tandem.workflows.call.testing.ScenarioCalls.Written;
import dev.tandem.workflows.document.WorkspaceNames;
import dev.tandem.workflows.event.RecordedEvent;
import dev.tandem.workflows.graph.Agent;
import dev.tandem.workflows.graph.Path;
import dev.tandem.workflows.scenario.Scenario;
import dev.tandem.workflows.scenario.Verdict;
import dev.tandem.workflows.scenario.Voice;
import dev.tandem.workflows.scenario.judging.CallRecord;
import dev.tandem.workflows.scenario.judging.CallRecord.Range;
import dev.tandem.workflows.scenario.judging.Judge;
import dev.tandem.workflows.workspace.WorkspaceValues;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;

/** Does the steps of one call of a scenario. */
@Component
class ScenarioCallSteps {

    private final TestCalls calls;
    private final TestSessions sessions;
    private final Snapshots snapshots;
    private final SessionEvents events;
    private final TestRunRows rows;
    private final CallWorkspaces workspaces;
    private final JsonMapper mapper;

    ScenarioCallSteps(
            TestCalls calls,
            TestSessions sessions,
            Snapshots snapshots,
            SessionEvents events,
            TestRunRows rows,
            CallWorkspaces workspaces,
            JsonMapper mapper) {
        this.calls = calls;
        this.sessions = sessions;
        this.snapshots = snapshots;
        this.events = events;
        this.rows = rows;
        this.workspaces = workspaces;
        this.mapper = mapper;
    }

    Begun begin(Tenants.Named tenant, Task task) throws InterruptedException {
        UUID run = UUID.fromString(task.run());
        Running running = running(run, task.scenario());
        Scenario scenario = GivenScenario.stored(running.document());
        Snapshots.Snapshot snapshot = snapshots.frozen(tenant.id(), running.version(), running.snapshot());
        UUID session = rows.begin(run, task.scenario(), task.number()).orElse(null);
        if (session == null) {
            session = started(running.channel(), wanted(tenant, scenario, snapshot));
            rows.begun(run, task.scenario(), task.number(), session);
        }
        String language = snapshot.graph().language();
        long seed = scenario.repeat().seed() + task.number();
        WorkspaceValues workspace = workspace(tenant, running, snapshot);
        ScenarioCalls.Opening opening = switch (running.channel()) {
            case CHAT -> new Written(said(calls.opened(caller(tenant), session)));
            case VOICE ->
                new Joinable(new SpokenCaller.Call(
                        TestStarter.room(sessions.get(tenant.id(), session).callId()),
                        LiveKitTokens.CALLER,
                        language,
                        scenario.caller(),
                        scenario.voice() == null ? Voice.CLEAR : scenario.voice(),
                        seed,
                        workspace));
        };
        return new Begun(session.toString(), scenario.caller(), language, seed, workspace, opening);
    }

    /** The variables that a persona's model names; nobody else asks for them here. */
    private WorkspaceValues workspace(Tenants.Named tenant, Running running, Snapshots.Snapshot snapshot) {
        Set<String> names = new TreeSet<>(WorkspaceNames.in(running.document().at("/persona/model")));
        names.addAll(WorkspaceNames.in(running.document().at("/caller/persona/model")));
        return names.isEmpty()
                ? WorkspaceValues.NONE
                : workspaces.of(tenant.id(), snapshot.version().workflowId(), names);
    }

    private static TestStarter.Wanted wanted(Tenants.Named tenant, Scenario scenario, Snapshots.Snapshot snapshot) {
        return new TestStarter.Wanted(
                tenant.id(),
                tenant.slug(),
                snapshot,
                scenario.variables(),
                scenario.tools(),
                scenario.now() == null ? null : scenario.now().toInstant());
    }

    private UUID started(TestChannel channel, TestStarter.Wanted wanted) {
        return switch (channel) {
            case CHAT -> calls.start(wanted);
            case VOICE -> calls.startVoice(wanted).testSessionId();
        };
    }

    Said say(Tenants.Named tenant, UUID session, String lineId, String text) throws InterruptedException {
        try {
            return said(calls.say(caller(tenant), session, lineId, text));
        } catch (ApiProblem refused) {
            if (refused.status() != HttpStatus.CONFLICT || isActive(tenant, session)) {
                throw refused;
            }
            Said end = look(tenant, session, 0);
            return new Said(new Range(end.range().upTo(), end.range().upTo()), List.of(), true, false);
        }
    }

    /** Returns what has happened since an event. */
    Said look(Tenants.Named tenant, UUID session, int after) {
        TestSession test = sessions.get(tenant.id(), session);
        List<RecordedEvent> since = events.after(test.callId(), after);
        int last = since.isEmpty() ? after : since.getLast().sequence();
        return new Said(
                new Range(after, last),
                words(TestTurn.of(since)),
                !test.status().equals("active"),
                true);
    }

    Said hangUp(Tenants.Named tenant, UUID session) throws InterruptedException {
        return said(calls.hangUp(caller(tenant), session));
    }

    Outcome judge(Tenants.Named tenant, Task task, Made made) {
        UUID run = UUID.fromString(task.run());
        Running running = running(run, task.scenario());
        TestSession test = sessions.get(tenant.id(), UUID.fromString(made.session()));
        Snapshots.Snapshot snapshot = snapshots.frozen(tenant.id(), running.version(), running.snapshot());
        List<RecordedEvent> all = events.after(test.callId(), 0);
        SpokenCaller.Facts facts = made.facts();
        CallRecord record = facts == null
                ? new CallRecord(all, made.lines(), null, pathNames(snapshot))
                : SpokenRecord.of(facts, all, pathNames(snapshot));
        List<Verdict> verdicts = Judge.verdicts(GivenScenario.stored(running.document()), record);
        sessions.conclude(test.id(), mapper.valueToTree(TestTurn.of(all)), json(verdicts));
        boolean passes = Judge.passes(verdicts);
        rows.ended(run, task.scenario(), task.number(), passes ? "passed" : "failed", null);
        return passes ? Outcome.PASSED : Outcome.FAILED;
    }

    /** One by one: in a list nothing would say which kind of verdict each is. */
    private ArrayNode json(List<Verdict> verdicts) {
        ArrayNode all = mapper.createArrayNode();
        verdicts.forEach(verdict -> all.add(mapper.<JsonNode>valueToTree(verdict)));
        return all;
    }

    private static Map<String, String> pathNames(Snapshots.Snapshot snapshot) {
        Map<String, String> names = new LinkedHashMap<>();
        for (Agent agent : snapshot.graph().agents()) {
            for (Path path : agent.paths()) {
                names.put(path.id(), path.name());
            }
        }
        return names;
    }

    private Running running(UUID run, int scenario) {
        return rows.running(run, scenario).orElseThrow(() -> ApiProblem.notFound("test run", run));
    }

    private boolean isActive(Tenants.Named tenant, UUID session) {
        return sessions.get(tenant.id(), session).status().equals("active");
    }

    private static TestCaller caller(Tenants.Named tenant) {
        return new TestCaller(tenant.id(), tenant.slug());
    }

    private static Said said(TestAnswer answer) {
        List<EventView> there = answer.events();
        Range range = there.isEmpty()
                ? new Range(0, 0)
                : new Range(there.getFirst().sequence() - 1, there.getLast().sequence());
        return new Said(range, words(answer.turns()), !answer.status().equals("active"), true);
    }

    private static List<String> words(List<TestTurn> turns) {
        return turns.stream()
                .flatMap(turn -> turn.agents().stream())
                .map(TestTurn.Reply::said)
                .filter(text -> !text.isBlank())
                .toList();
    }
}

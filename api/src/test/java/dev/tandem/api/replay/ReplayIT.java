package dev.tandem.api.replay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.tandem.api.ApiClient.Answer;
import dev.tandem.api.ApiTest;
import dev.tandem.api.Shop;
import dev.tandem.api.data.tenant.Tenants;
import dev.tandem.workflows.call.ReplayRunImpl;
import dev.tandem.workflows.call.api.LoadVersion;
import dev.tandem.workflows.call.api.RecordEvents;
import dev.tandem.workflows.call.api.ReplayRun;
import dev.tandem.workflows.document.GraphDocument;
import dev.tandem.workflows.event.CallEvent;
import dev.tandem.workflows.event.EventMasking;
import dev.tandem.workflows.event.RecordedEvent;
import dev.tandem.workflows.event.Timings;
import dev.tandem.workflows.protocol.CallInput;
import dev.tandem.workflows.protocol.LoadedVersion;
import dev.tandem.workflows.protocol.TransferProposal;
import dev.tandem.workflows.protocol.TransferReceipt;
import dev.tandem.workflows.protocol.TurnOutcome;
import dev.tandem.workflows.protocol.TurnOutcome.Spoken;
import dev.tandem.workflows.protocol.Utterance;
import dev.tandem.workflows.replay.Cue;
import dev.tandem.workflows.replay.CueJson;
import dev.tandem.workflows.rules.Action.Arm;
import dev.tandem.workflows.rules.Action.EndCall;
import dev.tandem.workflows.rules.Action.Transfer;
import dev.tandem.workflows.rules.CallRules;
import dev.tandem.workflows.rules.CallState.Call;
import dev.tandem.workflows.rules.Happening;
import dev.tandem.workflows.rules.Outcome;
import dev.tandem.workflows.variable.HiddenValues;
import io.temporal.client.WorkflowClient;
import io.temporal.client.WorkflowOptions;
import io.temporal.worker.WorkerFactory;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.annotation.DirtiesContext;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Replays calls that were recorded as the call workflow records them. */
@DirtiesContext(classMode = DirtiesContext.ClassMode.BEFORE_CLASS)
class ReplayIT extends ApiTest {

    private static final String SENSITIVE =
            Shop.DOCUMENT.replace("\"data_type\": \"digits\"", "\"data_type\": \"digits\", \"sensitive\": true");

    /** Calls of 20 turns. Recording a thousand takes longer than replaying them: -Dreplayed=1000 where that is wanted. */
    private static final int CALLS = Integer.getInteger("replayed", 100);

    @Autowired
    private RecordEvents recordEvents;

    @Autowired
    private LoadVersion versions;

    @Autowired
    private WorkflowClient temporal;

    @Test
    void aCallDivergesWhereADraftTurnsAGuard() {
        String version = published("Replayed");
        String call = recorded(version);

        Answer same =
                api.post("/api/calls/" + call + "/replay", wanted(version)).expect(200);
        assertThat(same.body().path("divergences")).isEmpty();
        assertThat(same.body().has("fault")).isFalse();

        String draft = draft(version, "customer_id == '1'");
        Answer report =
                api.post("/api/calls/" + call + "/replay", wanted(draft)).expect(200);
        JsonNode decisive = report.body().path("divergences").values().stream()
                .filter(one -> one.path("decisive").asBoolean(false))
                .findFirst()
                .orElseThrow();
        assertThat(decisive.path("turn").asInt()).isEqualTo(1);
        assertThat(decisive.path("kind").asString()).isEqualTo("guard");
        assertThat(decisive.path("subject").asString()).isEqualTo("to-billing");
        assertThat(decisive.path("found").asString()).contains("its guard (customer_id == '1') was false");
        assertThat(report.text("/moved/recorded/0")).isEqualTo("to-billing>billing");
        assertThat(report.body().toString()).doesNotContain("4711");
    }

    @Test
    void callsAreReplayedByARunThatNamesWhatMostOfThemHaveInCommon() {
        String version = published("Replayed often");
        List<String> calls = new ArrayList<>();
        for (int n = 0; n < 30; n++) {
            calls.add(recorded(version));
        }
        String draft = draft(version, "customer_id == '1'");
        Answer started = api.post("/api/workflow-versions/" + draft + "/replay", "{\"last\": 25}")
                .expect(202);
        String run = started.text("/id");
        assertThat(started.header("Location")).isEqualTo("/api/replays/" + run);
        assertThat(started.body().path("total").asInt()).isEqualTo(25);

        carriedOut(run);

        Answer report = api.get("/api/replays/" + run).expect(200);
        assertThat(report.text("/status")).isEqualTo("completed");
        assertThat(report.body().path("done").asInt()).isEqualTo(25);
        assertThat(report.text("/divergences/0/kind")).isEqualTo("guard");
        assertThat(report.text("/divergences/0/subject")).isEqualTo("to-billing");
        assertThat(report.body().at("/divergences/0/decisive").asBoolean()).isTrue();
        assertThat(report.body().at("/divergences/0/calls").asInt()).isEqualTo(25);
        assertThat(report.body().at("/divergences/0/links")).hasSize(10);
        assertThat(report.text("/outcomes/0/what")).isEqualTo("elsewhere");
        assertThat(report.text("/links/diff")).contains(draft);

        Answer page = api.get("/api/replays/" + run + "/calls?outcome=elsewhere&limit=20")
                .expect(200);
        assertThat(page.body().path("items")).hasSize(20);
        String rest = "&cursor=" + page.text("/next_cursor");
        assertThat(api.get("/api/replays/" + run + "/calls?limit=20" + rest)
                        .expect(200)
                        .body()
                        .path("items"))
                .hasSize(5);

        calls.forEach(
                call -> api.send(api.request("/api/calls/" + call).DELETE()).expect(204));
        assertThat(api.get("/api/replays/" + run)
                        .expect(200)
                        .body()
                        .path("total")
                        .asInt())
                .as("reports go with their calls")
                .isZero();
        api.send(api.request("/api/replays/" + run).DELETE()).expect(204);
        api.get("/api/replays/" + run).problem(404, "not-found");
    }

    @Test
    void aCallThatWasRecordedWithoutItsCausesSaysSo() {
        String version = published("Recorded before");
        String call = called(version);
        recordEvents.record(
                new RecordEvents.Batch("tandem", call, taped(call, version).events()));
        assertThat(api.post("/api/calls/" + call + "/replay", wanted(version))
                        .expect(200)
                        .text("/fault"))
                .isEqualTo("values were masked");
        api.post("/api/calls/" + call + "/replay", "{\"mode\": \"dreams\"}").problem(422, "invalid-request");
        api.post("/api/calls/" + called(version) + "/replay", wanted(version)).problem(409, "call-active");
        String byModel = wanted(version).replace("}", ", \"mode\": \"model\", \"runs\": 2}");
        api.post("/api/calls/" + called(version) + "/replay", byModel).problem(409, "call-active");
        api.post("/api/calls/" + call + "/replay", byModel.replace("2", "2000")).problem(422, "invalid-request");
        api.post("/api/workflow-versions/" + version + "/replay", "{\"last\": 0, \"filter\": {\"status\": \"x\"}}")
                .problem(422, "invalid-request");
    }

    @Test
    void aDraftWaitsForItsRequiredReplay() {
        String version = published("Gated");
        List<String> calls = List.of(recorded(version), recorded(version), recorded(version));
        String required = "/api/workflows/" + workflowOf(version) + "/required-replay";
        api.get(required).problem(404, "not-found");
        Answer put = api.put(required, "{\"last\": 50, \"filter\": {\"channel\": \"voice\"}}")
                .expect(200);
        assertThat(put.body().path("decisive_only").asBoolean()).isTrue();
        assertThat(api.get(required).expect(200).text("/filter/channel")).isEqualTo("voice");
        String draft = draft(version, "customer_id == '1'");

        assertThat(refused(draft).path("state").asString()).isEqualTo("missing");
        Answer started = api.post("/api/workflow-versions/" + draft + "/run-required", "{}")
                .expect(202);
        assertThat(started.text("/status")).as("no scenario is required").isEqualTo("passed");
        String run = started.text("/replay").replace("/api/replays/", "");
        assertThat(refused(draft).path("state").asString()).isEqualTo("running");
        carriedOut(run);

        JsonNode failed = refused(draft);
        assertThat(failed.path("kind").asString()).isEqualTo("replay");
        assertThat(failed.path("state").asString()).isEqualTo("failed");
        assertThat(failed.path("link").asString()).isEqualTo("/api/replays/" + run);
        assertThat(failed.path("why").asString()).contains("guard in 3");
        assertThat(failed.at("/divergence/kind").asString()).isEqualTo("guard");
        assertThat(failed.at("/divergence/subject").asString()).isEqualTo("to-billing");
        assertThat(failed.at("/divergence/turn").asInt()).isEqualTo(1);
        assertThat(failed.at("/divergence/found").asString()).contains("its guard (customer_id == '1') was false");
        assertThat(calls).contains(failed.at("/divergence/call").asString().replace("/api/calls/", ""));

        api.patch("/api/workflow-versions/" + draft, Shop.change(guarded("customer_id == '4711'")))
                .expect(200);
        assertThat(refused(draft).path("state").asString()).isEqualTo("stale");
        String again = required(draft);
        carriedOut(again);
        Answer published = publish(draft).expect(200);
        assertThat(published.text("/links/replay")).isEqualTo("/api/replays/" + again);
        assertThat(published.text("/links/diff")).isEqualTo("/api/workflow-versions/" + draft + "/diff");
        assertThat(published.body().path("override").isNull()).isTrue();
    }

    @Test
    void whatAReplayFoundSpeaksAgainstADraftAlsoWhenItsCallsAreErased() {
        String version = published("Gated and erased");
        String call = recorded(version);
        String required = "/api/workflows/" + workflowOf(version) + "/required-replay";
        String tag = api.put(required, "{}").expect(200).header("ETag");
        String draft = draft(version, "customer_id == '1'");
        carriedOut(required(draft));
        assertThat(refused(draft).path("divergence").isObject()).isTrue();

        api.send(api.request("/api/calls/" + call).DELETE()).expect(204);

        JsonNode refused = refused(draft);
        assertThat(refused.path("state").asString()).isEqualTo("failed");
        assertThat(refused.path("divergence").isNull()).isTrue();
        api.put(required, "{\"allow\": [\"guard\", \"dreams\"], \"last\": 0}").problem(422, "invalid-request");
        api.put(required, "{\"allow\": [\"guard\"]}").expect(200);
        assertThat(api.send(api.request(required).DELETE().header("If-Match", tag))
                        .problem(412, "stale")
                        .status())
                .isEqualTo(412);
        publish(draft).expect(200);
    }

    @Test
    void anOwnerPublishesAllTheSameAndNoWordOfACallIsKeptWithThat() {
        String version = published("Gated and overridden");
        recorded(version);
        api.put("/api/workflows/" + workflowOf(version) + "/required-replay", "{}")
                .expect(200);
        String draft = draft(version, "customer_id == '1'");
        carriedOut(required(draft));

        Answer published = api.post(
                        "/api/workflow-versions/" + draft + "/publish", "{\"override\": {\"reason\": \"Now.\"}}")
                .expect(200);

        assertThat(published.text("/override/tests/0/state")).isEqualTo("failed");
        assertThat(published.body().at("/override/tests/0/divergence").isNull()).isTrue();
    }

    @Test
    void aReplayOfNoCallsPassesAndOneThatCouldReplayNoneFails() {
        String version = published("Gated from the start");
        String required = "/api/workflows/" + workflowOf(version) + "/required-replay";
        api.put(required, "{}").expect(200);
        String draft = draft(version, "customer_id == '4711'");
        carriedOut(required(draft));
        publish(draft).expect(200);

        String call = called(draft);
        recordEvents.record(
                new RecordEvents.Batch("tandem", call, taped(call, draft).events()));
        String next = draft(version, "customer_id == '2'");
        carriedOut(required(next));
        assertThat(refused(next).path("why").asString()).contains("None of the 1 calls could be replayed");
        api.send(api.request(required).DELETE()).expect(204);
        publish(next).expect(200);
    }

    @Test
    void aSecondAttemptGoesOnWhereTheFirstStopped() {
        String version = published("Replayed in two attempts");
        for (int n = 0; n < 25; n++) {
            recorded(version);
        }
        String run = started(version);
        refuseTheLast(run);
        CompletableFuture<Void> carriedOut = CompletableFuture.runAsync(() -> carriedOut(run));
        await().atMost(Duration.ofSeconds(20)).until(this::hasRefused);
        List<String> stored = stored(run);
        assertThat(stored).hasSize(20);

        jdbc.sql("drop trigger refuse_replay on replay_call").update();
        carriedOut.join();

        assertThat(stored(run)).hasSize(25).containsAll(stored);
        assertThat(api.get("/api/replays/" + run).expect(200).text("/status")).isEqualTo("completed");
    }

    @Test
    void aRunThatIsGivenUpWhileItRunsEnds() {
        String version = published("Given up");
        for (int n = 0; n < 21; n++) {
            recorded(version);
        }
        String run = started(version);
        refuseTheLast(run);
        CompletableFuture<Void> carriedOut = CompletableFuture.runAsync(() -> carriedOut(run));
        await().atMost(Duration.ofSeconds(20)).until(this::hasRefused);

        api.send(api.request("/api/replays/" + run).DELETE()).expect(204);

        carriedOut.join();
        api.get("/api/replays/" + run).problem(404, "not-found");
        jdbc.sql("drop trigger refuse_replay on replay_call").update();
    }

    @Test
    void manyCallsAreReplayedWithinAMinuteInMemoryThatStaysFlat() {
        String version = published("Replayed by the thousand");
        LoadedVersion loaded = versions.load(version, "tandem", null);
        for (int n = 0; n < CALLS; n++) {
            String call = UUID.randomUUID().toString();
            jdbc.sql("insert into call_session (id, workflow_version_id) values (:id, :version)")
                    .param("id", UUID.fromString(call))
                    .param("version", UUID.fromString(version))
                    .update();
            recordEvents.record(taped(call, version, loaded, 18));
        }
        String run = api.post(
                        "/api/workflow-versions/" + draft(version, "customer_id == '1'") + "/replay",
                        "{\"last\": " + CALLS + "}")
                .expect(202)
                .text("/id");
        long before = heldBytes();
        long start = System.nanoTime();
        carriedOut(run);
        Duration took = Duration.ofNanos(System.nanoTime() - start);
        long grown = heldBytes() - before;

        System.out.printf("%d calls: %d ms, %d KiB more held%n", CALLS, took.toMillis(), grown / 1024);
        Answer report = api.get("/api/replays/" + run).expect(200);
        assertThat(report.body().path("done").asInt()).isEqualTo(CALLS);
        assertThat(report.body().at("/divergences/0/calls").asInt()).isEqualTo(CALLS);
        assertThat(took).isLessThan(Duration.ofSeconds(60));
        assertThat(grown).isLessThan(16L << 20);
    }

    /** Returns the bytes of the heap that are in use after a collection. */
    private static long heldBytes() {
        System.gc();
        return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
    }

    private String started(String version) {
        return api.post("/api/workflow-versions/" + version + "/replay", "{}")
                .expect(202)
                .text("/id");
    }

    /** Has the database refuse the report of a run's last call: each attempt fails there. */
    private void refuseTheLast(String run) {
        String last = jdbc.sql("select call_id from replay_call where run_id = :run order by call_id desc limit 1")
                .param("run", UUID.fromString(run))
                .query(String.class)
                .single();
        jdbc.sql("drop sequence if exists refused_replays").update();
        jdbc.sql("create sequence refused_replays").update();
        jdbc.sql("""
                        create or replace function refuse_replay() returns trigger security definer language plpgsql as
                        $$ begin perform nextval('refused_replays'); raise exception 'refused by a test'; end $$
                        """).update();
        jdbc.sql("""
                        create trigger refuse_replay before update on replay_call
                        for each row when (new.call_id = '%s' and new.run_id = '%s') execute function refuse_replay()
                        """.formatted(last, run)).update();
    }

    private boolean hasRefused() {
        return jdbc.sql("select is_called from refused_replays")
                .query(Boolean.class)
                .single();
    }

    /** Returns the calls that have their report, each with the transaction that wrote it. */
    private List<String> stored(String run) {
        return jdbc.sql("""
                        select call_id || ' ' || xmin from replay_call
                        where run_id = :run and outcome <> 'waiting' order by call_id
                        """)
                .param("run", UUID.fromString(run))
                .query((row, number) -> String.valueOf(row.getString(1)))
                .list();
    }

    private Answer publish(String draft) {
        return api.post("/api/workflow-versions/" + draft + "/publish");
    }

    private JsonNode refused(String draft) {
        return publish(draft).problem(422, "required-tests").body().at("/required/0");
    }

    private String required(String draft) {
        return api.post("/api/workflow-versions/" + draft + "/run-required", "{}")
                .expect(202)
                .text("/replay")
                .replace("/api/replays/", "");
    }

    private static String guarded(String guard) {
        return SENSITIVE.replace(
                "\"target_agent_id\": \"billing\"",
                "\"target_agent_id\": \"billing\", \"guard_condition\": \"" + guard + "\"");
    }

    private static String wanted(String version) {
        return "{\"version_id\": \"" + version + "\"}";
    }

    private String published(String name) {
        String draft = newDraft(name);
        api.patch("/api/workflow-versions/" + draft, Shop.change(SENSITIVE)).expect(200);
        api.post("/api/workflow-versions/" + draft + "/publish").expect(200);
        return draft;
    }

    private String draft(String version, String guard) {
        String draft = api.post("/api/workflows/" + workflowOf(version) + "/versions", "{}")
                .expect(201)
                .text("/id");
        api.patch("/api/workflow-versions/" + draft, Shop.change(guarded(guard)))
                .expect(200);
        return draft;
    }

    private String called(String version) {
        return api.post("/api/calls", "{\"workflow_version_id\": \"" + version + "\"}")
                .expect(201)
                .text("/id");
    }

    private String recorded(String version) {
        String call = called(version);
        recordEvents.record(taped(call, version));
        return call;
    }

    /** Plays a call by its rules: the caller is greeted, moves on, and hangs up. */
    private RecordEvents.Batch taped(String call, String version) {
        return taped(call, version, versions.load(version, "tandem", null), 0);
    }

    /** @param more turns behind the move */
    private static RecordEvents.Batch taped(String call, String version, LoadedVersion loaded, int more) {
        Tape tape = new Tape(new Call(
                new CallInput(call, "tandem", null, version, "voice", "room", Map.of()),
                loaded,
                GraphDocument.load(loaded.document())));
        tape.step(new TurnOutcome.Replied(spoken(null, "Hello.")));
        JsonNode arguments = JsonMapper.shared().readTree("{\"customer_id\": \"4711\"}");
        tape.step(new TurnOutcome.TransferAsked(
                spoken(new Utterance(1, "My invoice, I am 4711."), ""), new TransferProposal("to-billing", arguments)));
        Transfer transfer = (Transfer) tape.now.next();
        tape.happens(new Happening.TransferArrived(transfer, new TransferReceipt("billing", true, null)));
        tape.step(new TurnOutcome.Replied(spoken(null, "Billing.")));
        for (int turn = 2; turn < 2 + more; turn++) {
            tape.step(new TurnOutcome.Replied(spoken(new Utterance(turn, "And the one before?"), "Forty euros.")));
        }
        tape.happens(new Happening.Deserted(EndCall.completed("caller_left")));
        tape.write(CallRules.ended(tape.now.state(), (EndCall) tape.now.next(), 1_000, List.of()));
        return new RecordEvents.Batch("tandem", call, tape.events, tape.causes);
    }

    private static Spoken spoken(@Nullable Utterance heard, String words) {
        return new Spoken(heard, words, words, false, List.of(), Timings.NONE);
    }

    /** Has a worker carry out a run: the tests of the API have none on the queue of call workflows. */
    private void carriedOut(String run) {
        String queue = "replay-test-" + UUID.randomUUID();
        WorkerFactory workers = WorkerFactory.newInstance(temporal);
        workers.newWorker(queue).registerWorkflowImplementationTypes(ReplayRunImpl.class);
        workers.start();
        try {
            temporal.newWorkflowStub(
                            ReplayRun.class,
                            WorkflowOptions.newBuilder().setTaskQueue(queue).build())
                    .run(organization(), run);
        } finally {
            workers.shutdownNow();
        }
    }

    @Autowired
    private Tenants tenants;

    private String organization() {
        return tenants.named("tandem").orElseThrow().id().toString();
    }

    /** Records a call as the call workflow does. */
    private static final class Tape {

        private final List<RecordedEvent> events = new ArrayList<>();
        private final Map<Integer, JsonNode> causes = new HashMap<>();
        private final List<Cue> cues = new ArrayList<>();
        private final EventMasking masking;
        private Outcome now;

        Tape(Call call) {
            masking = new EventMasking(new HiddenValues(call.graph().sensitiveNames()));
            cues.add(new Cue.Opened("voice", Map.of()));
            now = CallRules.open(call);
            write(now.events());
        }

        void step(TurnOutcome outcome) {
            happens(new Happening.StepCameOut((Arm) now.next(), outcome));
        }

        void happens(Happening happening) {
            cues.add(Cue.of(happening));
            now = CallRules.next(now.state(), happening);
            write(now.events());
        }

        void write(List<CallEvent> happened) {
            List<RecordedEvent> written = new ArrayList<>();
            for (CallEvent event : happened) {
                int number = events.size() + written.size() + 1;
                written.add(RecordedEvent.of(number, Instant.now(), masking.mask(event)));
            }
            if (!written.isEmpty() && !cues.isEmpty()) {
                causes.put(written.getFirst().sequence(), CueJson.write(cues, written));
                cues.clear();
            }
            events.addAll(written);
        }
    }
}

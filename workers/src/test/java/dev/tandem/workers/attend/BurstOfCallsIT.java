package dev.tandem.workers.attend;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tandem.stack.junit.SharedServers;
import dev.tandem.stack.server.TemporalServer;
import dev.tandem.workers.audio.Pacer;
import dev.tandem.workers.live.ScriptedSpeech;
import dev.tandem.workers.live.SessionParts;
import dev.tandem.workers.llm.LanguageModels;
import dev.tandem.workers.metrics.Meters;
import dev.tandem.workers.room.RecordingListener;
import dev.tandem.workers.room.memory.MemoryRooms;
import dev.tandem.workers.speech.Speech;
import dev.tandem.workers.workspace.Safe;
import dev.tandem.workflows.call.CallWorkflowImpl;
import dev.tandem.workflows.call.api.CallPayloads;
import dev.tandem.workflows.call.api.CallResult;
import dev.tandem.workflows.call.api.CallWorkflow;
import dev.tandem.workflows.call.api.LoadVersion;
import dev.tandem.workflows.call.api.RecordEvents;
import dev.tandem.workflows.protocol.CallInput;
import dev.tandem.workflows.protocol.LoadedVersion;
import dev.tandem.workflows.workspace.WorkspaceValues;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.temporal.client.WorkflowClient;
import io.temporal.client.WorkflowClientOptions;
import io.temporal.client.WorkflowOptions;
import io.temporal.client.WorkflowStub;
import io.temporal.testing.TestEnvironmentOptions;
import io.temporal.testing.TestWorkflowEnvironment;
import io.temporal.worker.Worker;
import io.temporal.worker.WorkerFactoryOptions;
import io.temporal.worker.WorkerOptions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Sends a burst of typed calls to one process, on a real Temporal server. */
@ExtendWith(SharedServers.class)
class BurstOfCallsIT {

    private static final int CALLS = 40;
    private static final int PLACES = 8;
    private static final long STAYS_NS = 300_000_000;

    private static final JsonNode DOCUMENT = JsonMapper.shared().readTree("""
            {"limits": {"silence_timeout_seconds": 60},
             "agents": [{"id": "a", "name": "A", "instructions": "Help.", "greeting": "Hello.",
               "llm": {"provider": "builtin"}, "stt": {"provider": "scripted"}, "tts": {"provider": "scripted"}}]}
            """);

    private final String burst = UUID.randomUUID().toString();
    private final MemoryRooms rooms = new MemoryRooms();
    private final SimpleMeterRegistry figures = new SimpleMeterRegistry();
    private final AtomicInteger most = new AtomicInteger();

    @Test
    void eightPlacesNeverHaveMoreThanEightCallsAndEveryCallIsAnswered(TemporalServer server) throws Exception {
        try (TestWorkflowEnvironment temporal = TestWorkflowEnvironment.newInstance(TestEnvironmentOptions.newBuilder()
                        .setUseExternalService(true)
                        .setTarget(server.target())
                        .setWorkerFactoryOptions(WorkerFactoryOptions.newBuilder()
                                .setUsingVirtualWorkflowThreads(true)
                                .build())
                        .setWorkflowClientOptions(WorkflowClientOptions.newBuilder()
                                .setDataConverter(CallPayloads.converter())
                                .build())
                        .build());
                Pacer pacer = new Pacer();
                ExecutorService callers = Executors.newVirtualThreadPerTaskExecutor()) {
            WorkflowClient client = temporal.getWorkflowClient();
            HostId id = new HostId("burst-" + burst);
            SessionParts parts = new SessionParts(
                    new Speech(new ScriptedSpeech().providers()),
                    new LanguageModels(),
                    pacer,
                    Safe.VAULT,
                    new Meters(figures));
            CallHost host = new CallHost(id, client, client, rooms, parts, PLACES);
            worker(temporal, CallWorkflow.TASK_QUEUE, 1).registerWorkflowImplementationTypes(CallWorkflowImpl.class);
            worker(temporal, "records", 100)
                    .registerActivitiesImplementations(
                            (LoadVersion) (version, _, _) ->
                                    new LoadedVersion(version, "Shop", 1, "UTC", DOCUMENT, WorkspaceValues.NONE),
                            (RecordEvents) _ -> {});
            worker(temporal, "media", PLACES).registerActivitiesImplementations(host);
            worker(temporal, id.queue(), 4 * PLACES).registerActivitiesImplementations(host);
            temporal.start();
            Thread counting = Thread.ofVirtual().start(this::count);

            List<WorkflowStub> calls = new ArrayList<>();
            List<Future<?>> answered = new ArrayList<>();
            for (int n = 0; n < CALLS; n++) {
                calls.add(start(client, n));
                String room = room(n);
                answered.add(callers.submit(() -> isGreetedAndLeaves(room)));
            }
            for (Future<?> one : answered) {
                one.get(120, TimeUnit.SECONDS);
            }
            for (WorkflowStub call : calls) {
                CallResult result = call.getResult(60, TimeUnit.SECONDS, CallResult.class);
                assertThat(result.status()).isEqualTo("completed");
            }

            counting.interrupt();
            counting.join();
            assertThat(most).hasPositiveValue().hasValueLessThanOrEqualTo(PLACES);
            // On a machine that stands still, an attendance may come after its promise, and is placed again.
            assertThat(figures.get("tandem.calls.taken").counter().count()).isGreaterThanOrEqualTo(CALLS);
            host.close();
        }
    }

    private void count() {
        while (!Thread.currentThread().isInterrupted()) {
            int live = (int) figures.get("tandem.sessions.live").gauge().value();
            most.accumulateAndGet(live, Math::max);
            LockSupport.parkNanos(1_000_000);
        }
    }

    private void isGreetedAndLeaves(String room) {
        RecordingListener hears = new RecordingListener();
        try (var _ = rooms.joinAsCallerInWriting(room, "caller", Map.of(), hears)) {
            long end = System.nanoTime() + Duration.ofSeconds(100).toNanos();
            while (hears.texts.stream().noneMatch(text -> text.text().equals("Hello."))) {
                assertThat(System.nanoTime() - end)
                        .as("the caller is greeted in time")
                        .isNegative();
                LockSupport.parkNanos(10_000_000);
            }
            LockSupport.parkNanos(STAYS_NS);
        }
    }

    private WorkflowStub start(WorkflowClient client, int n) {
        CallWorkflow workflow = client.newWorkflowStub(
                CallWorkflow.class,
                WorkflowOptions.newBuilder()
                        .setTaskQueue(CallWorkflow.TASK_QUEUE)
                        .setWorkflowId(CallWorkflow.workflowId("shop", burst + "-" + n))
                        .build());
        var _ = WorkflowClient.start(
                workflow::run, new CallInput(burst + "-" + n, "shop", "0c5f", "v1", "chat", room(n), Map.of()));
        return WorkflowStub.fromTyped(workflow);
    }

    private String room(int n) {
        return "burst-" + burst + "-" + n;
    }

    private static Worker worker(TestWorkflowEnvironment temporal, String queue, int activities) {
        return temporal.newWorker(
                queue,
                WorkerOptions.newBuilder()
                        .setUsingVirtualThreads(true)
                        .setMaxConcurrentActivityExecutionSize(activities)
                        .setMaxHeartbeatThrottleInterval(Duration.ofMillis(300))
                        .build());
    }
}

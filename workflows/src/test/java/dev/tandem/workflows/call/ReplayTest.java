package dev.tandem.workflows.call;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tandem.workflows.call.api.CallPayloads;
import dev.tandem.workflows.call.api.CallResult;
import dev.tandem.workflows.call.api.CallWorkflow;
import dev.tandem.workflows.protocol.CallInput;
import io.temporal.client.WorkflowClientOptions;
import io.temporal.common.WorkflowExecutionHistory;
import io.temporal.testing.TestEnvironmentOptions;
import io.temporal.testing.TestWorkflowEnvironment;
import io.temporal.testing.WorkflowReplayer;
import io.temporal.worker.Worker;
import io.temporal.workflow.Workflow;
import io.temporal.workflow.WorkflowInit;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Replays recorded calls against today's code, so that a call that runs during a deployment goes on. */
class ReplayTest {

    @ParameterizedTest
    @MethodSource("histories")
    void replaysARecordedCall(Path history) throws Exception {
        replay(history, CallWorkflowImpl.class);
    }

    @Test
    void refusesACallWorkflowThatDoesSomethingElse() throws Exception {
        Path history = histories().getFirst();

        assertThatThrownBy(() -> replay(history, HesitantCallWorkflow.class))
                .hasStackTraceContaining("NonDeterministicException")
                .hasStackTraceContaining("TMPRL1100");
    }

    @Test
    void keepsHistoriesSmall() throws Exception {
        assertThat(histories())
                .isNotEmpty()
                .allSatisfy(history -> assertThat(Files.size(history)).isLessThanOrEqualTo(RecordHistory.LARGEST));
    }

    static List<Path> histories() throws IOException, URISyntaxException {
        URL folder = Objects.requireNonNull(ReplayTest.class.getResource("/histories"));
        try (Stream<Path> files = Files.list(Path.of(folder.toURI()))) {
            return files.filter(file -> file.toString().endsWith(".json"))
                    .sorted()
                    .toList();
        }
    }

    static void replay(Path history, Class<? extends CallWorkflow> implementation) throws Exception {
        TestEnvironmentOptions options = TestEnvironmentOptions.newBuilder()
                .setWorkflowClientOptions(WorkflowClientOptions.newBuilder()
                        .setDataConverter(CallPayloads.converter())
                        .build())
                .build();
        try (TestWorkflowEnvironment environment = TestWorkflowEnvironment.newInstance(options)) {
            Worker worker = environment.newWorker("replay");
            worker.registerWorkflowImplementationTypes(implementation);
            WorkflowReplayer.replayWorkflowExecution(read(history), worker);
        }
    }

    private static WorkflowExecutionHistory read(Path history) {
        try {
            return WorkflowExecutionHistory.fromJson(Files.readString(history), CallStage.WORKFLOW_ID);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    /** A workflow that waits before it does anything, so that it has one timer more than any recorded call. */
    public static class HesitantCallWorkflow extends CallWorkflowImpl {

        @WorkflowInit
        public HesitantCallWorkflow(CallInput input) {
            super(input);
        }

        @Override
        public CallResult run(CallInput same) {
            Workflow.sleep(Duration.ofSeconds(1));
            return super.run(same);
        }
    }
}

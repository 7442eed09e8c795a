package dev.tandem.bench.histories;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tandem.workflows.call.CallWorkflowImpl;
import dev.tandem.workflows.call.api.CallResult;
import dev.tandem.workflows.call.api.CallWorkflow;
import dev.tandem.workflows.protocol.CallInput;
import io.temporal.common.WorkflowExecutionHistory;
import io.temporal.workflow.Workflow;
import io.temporal.workflow.WorkflowInit;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

class CodeReplayTest {

    private static final Path RECORDED = Path.of("../workflows/src/test/resources/histories");

    @Test
    void aHundredCallsFollowTodaysCode() throws Exception {
        List<Supplier<Optional<WorkflowExecutionHistory>>> recorded = recorded();
        var hundred = Collections.nCopies(100 / recorded.size() + 1, recorded).stream()
                .flatMap(List::stream)
                .limit(100)
                .toList();

        CodeReplay.Report report = replay(hundred, CallWorkflowImpl.class);

        assertThat(report).isEqualTo(new CodeReplay.Report(100, 0, 0, List.of()));
    }

    @Test
    void aChangedWorkflowIsRefusedWithTheCallAndTheEvent() throws Exception {
        CodeReplay.Report report = replay(recorded(), HesitantCallWorkflow.class);

        assertThat(report.differing()).isEqualTo(report.replayed()).isPositive();
        assertThat(report.named())
                .extracting(CodeReplay.Difference::place)
                .isSorted()
                .startsWith(1L);
        assertThat(report.named()).allSatisfy(difference -> {
            assertThat(difference.call()).endsWith(".json");
            assertThat(difference.event()).contains("TMPRL1100").containsPattern("event \\d+|[eE]ventId=?\\d+");
        });
    }

    @Test
    void aCallThatIsGoneIsCountedAndTheOthersAreReplayed() throws Exception {
        List<Supplier<Optional<WorkflowExecutionHistory>>> histories = new ArrayList<>(recorded());
        histories.add(1, Optional::empty);

        assertThat(replay(histories, CallWorkflowImpl.class))
                .isEqualTo(new CodeReplay.Report(histories.size() - 1, 1, 0, List.of()));
    }

    @Test
    void onlyTheFirstOfManyDifferencesAreNamed() throws Exception {
        List<Supplier<Optional<WorkflowExecutionHistory>>> many =
                Collections.nCopies(CodeReplay.NAMED + 5, recorded().getFirst());

        CodeReplay.Report report = replay(many, HesitantCallWorkflow.class);

        assertThat(report.differing()).isEqualTo(CodeReplay.NAMED + 5);
        assertThat(report.named())
                .extracting(CodeReplay.Difference::place)
                .isSorted()
                .hasSize(CodeReplay.NAMED)
                .endsWith((long) CodeReplay.NAMED);
    }

    private static List<Supplier<Optional<WorkflowExecutionHistory>>> recorded() throws Exception {
        try (var files = ReplayHistories.files(RECORDED)) {
            return files.toList();
        }
    }

    private static CodeReplay.Report replay(
            List<Supplier<Optional<WorkflowExecutionHistory>>> histories, Class<? extends CallWorkflow> code)
            throws Exception {
        return new CodeReplay(code, replayed -> {}).replay(histories.iterator(), 2);
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

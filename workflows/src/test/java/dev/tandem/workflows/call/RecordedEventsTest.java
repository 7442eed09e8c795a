package dev.tandem.workflows.call;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tandem.workflows.call.api.CallPayloads;
import dev.tandem.workflows.call.api.RecordEvents;
import dev.tandem.workflows.event.PublishedSchemas;
import io.temporal.api.common.v1.Payloads;
import io.temporal.api.history.v1.HistoryEvent;
import io.temporal.common.WorkflowExecutionHistory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class RecordedEventsTest {

    @ParameterizedTest
    @MethodSource("dev.tandem.workflows.call.ReplayTest#histories")
    void whatARecordedCallWroteIsAsItsSchemasSay(Path history) throws Exception {
        List<RecordEvents.Batch> batches =
                WorkflowExecutionHistory.fromJson(Files.readString(history), CallStage.WORKFLOW_ID).getEvents().stream()
                        .filter(RecordedEventsTest::recordsEvents)
                        .map(event -> batch(
                                event.getActivityTaskScheduledEventAttributes().getInput()))
                        .toList();

        assertThat(batches).isNotEmpty();
        assertThat(batches.stream().flatMap(batch -> batch.events().stream()))
                .allSatisfy(
                        event -> assertThat(PublishedSchemas.violations(event)).isEmpty());
    }

    private static boolean recordsEvents(HistoryEvent event) {
        return event.getActivityTaskScheduledEventAttributes()
                .getActivityType()
                .getName()
                .equals("RecordEvents");
    }

    private static RecordEvents.Batch batch(Payloads input) {
        return CallPayloads.converter()
                .fromPayloads(0, Optional.of(input), RecordEvents.Batch.class, RecordEvents.Batch.class);
    }
}

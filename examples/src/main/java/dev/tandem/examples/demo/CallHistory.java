package dev.tandem.examples.demo;

import dev.tandem.workflows.call.api.CallPayloads;
import io.temporal.api.enums.v1.EventType;
import io.temporal.api.history.v1.HistoryEvent;
import io.temporal.client.WorkflowClient;
import io.temporal.client.WorkflowClientOptions;
import io.temporal.common.WorkflowExecutionHistory;
import io.temporal.serviceclient.WorkflowServiceStubs;
import io.temporal.serviceclient.WorkflowServiceStubsOptions;
import java.util.HashMap;
import java.util.Map;

/**
 * Temporal's history of a call in figures.
 *
 * @param events of the history
 * @param bytes of the history
 * @param completed completed activities by type
 * @param attending task queue of the last AttendCall; empty before the first
 * @param closed whether the call workflow has completed
 */
record CallHistory(int events, int bytes, Map<String, Integer> completed, String attending, boolean closed) {

    static CallHistory read(String target, String namespace, String workflowId) {
        return of(fetch(target, namespace, workflowId));
    }

    /** Returns the whole history as JSON, as the replay test reads it. */
    static String json(String target, String namespace, String workflowId) {
        return fetch(target, namespace, workflowId).toJson(true);
    }

    private static WorkflowExecutionHistory fetch(String target, String namespace, String workflowId) {
        WorkflowServiceStubs stubs = WorkflowServiceStubs.newServiceStubs(
                WorkflowServiceStubsOptions.newBuilder().setTarget(target).build());
        try {
            WorkflowClient client = WorkflowClient.newInstance(
                    stubs,
                    WorkflowClientOptions.newBuilder()
                            .setNamespace(namespace)
                            .setDataConverter(CallPayloads.converter())
                            .build());
            return client.fetchHistory(workflowId);
        } finally {
            stubs.shutdownNow();
        }
    }

    private static CallHistory of(WorkflowExecutionHistory history) {
        Map<Long, String> scheduled = new HashMap<>();
        Map<String, Integer> completed = new HashMap<>();
        String attending = "";
        boolean closed = false;
        for (HistoryEvent event : history.getEvents()) {
            if (event.getEventType() == EventType.EVENT_TYPE_ACTIVITY_TASK_SCHEDULED) {
                var activity = event.getActivityTaskScheduledEventAttributes();
                scheduled.put(event.getEventId(), activity.getActivityType().getName());
                if (activity.getActivityType().getName().equals("AttendCall")) {
                    attending = activity.getTaskQueue().getName();
                }
            } else if (event.getEventType() == EventType.EVENT_TYPE_ACTIVITY_TASK_COMPLETED) {
                completed.merge(
                        scheduled.getOrDefault(
                                event.getActivityTaskCompletedEventAttributes().getScheduledEventId(), "?"),
                        1,
                        Integer::sum);
            }
            closed |= event.getEventType() == EventType.EVENT_TYPE_WORKFLOW_EXECUTION_COMPLETED;
        }
        return new CallHistory(
                history.getEvents().size(), history.getHistory().getSerializedSize(), completed, attending, closed);
    }
}

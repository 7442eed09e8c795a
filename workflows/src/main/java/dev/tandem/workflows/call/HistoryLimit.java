package dev.tandem.workflows.call;

import io.temporal.workflow.Workflow;
import io.temporal.workflow.WorkflowInfo;

/**
 * Says when a call has to end because of the length of its history. Temporal terminates a workflow at 51,200 events or
 * 50 MB, and nothing is recorded of it then. Long before that a process that takes the call over needs too long to
 * replay it. So the call ends earlier, with a farewell and its last event.
 */
final class HistoryLimit {

    /** About 500 turns in which nothing is asked of a tool, or 300 with one tool each. */
    static final long EVENTS = 12_000;

    /** Bytes. Each answer of a tool stands in the history three times: it may have 16 KiB. */
    static final long BYTES = 24L * 1024 * 1024;

    /** The reason of {@code call.ended}. */
    static final String REASON = "history_limit";

    private HistoryLimit() {}

    static boolean isReached() {
        WorkflowInfo info = Workflow.getInfo();
        return info.getHistoryLength() >= EVENTS || info.getHistorySize() >= BYTES;
    }
}

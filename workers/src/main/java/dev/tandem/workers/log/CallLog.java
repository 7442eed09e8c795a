package dev.tandem.workers.log;

import java.util.Map;
import java.util.concurrent.Callable;
import org.slf4j.MDC;

/**
 * Names the call in every line that is logged on its behalf, however deep: {@code call_id}, {@code organization} (its slug) and, where
 * there is one, {@code turn}. The names belong to a thread. A thread that works for the call inherits them with {@link
 * #inherited}.
 */
public final class CallLog implements AutoCloseable {

    static final String CALL = "call_id";
    static final String ORGANIZATION = "organization";
    static final String TURN = "turn";

    private final Map<String, String> before;

    private CallLog() {
        before = names();
    }

    /**
     * Names a call until it is closed.
     *
     * @param workflowId {@code <organization's slug>/call-<call id>}
     */
    public static CallLog of(String callId, String workflowId) {
        CallLog scope = new CallLog();
        MDC.put(CALL, callId);
        int slash = workflowId.lastIndexOf('/');
        if (slash > 0) {
            MDC.put(ORGANIZATION, workflowId.substring(0, slash));
        }
        return scope;
    }

    /** Names the turn from now on, in this thread and in those that inherit from it later. */
    public static void turn(int number) {
        MDC.put(TURN, Integer.toString(number));
    }

    /** Returns work that runs under the names of the thread which calls this. */
    public static Runnable inherited(Runnable work) {
        Map<String, String> names = names();
        return () -> {
            try (var _ = new CallLog()) {
                MDC.setContextMap(names);
                work.run();
            }
        };
    }

    /** Returns a task that runs under the names of the thread which calls this. */
    public static <T> Callable<T> inheriting(Callable<T> task) {
        Map<String, String> names = names();
        return () -> {
            try (var _ = new CallLog()) {
                MDC.setContextMap(names);
                return task.call();
            }
        };
    }

    private static Map<String, String> names() {
        Map<String, String> names = MDC.getCopyOfContextMap();
        return names == null ? Map.of() : names;
    }

    /** Gives the thread back the names that it had before. */
    @Override
    public void close() {
        MDC.setContextMap(before);
    }
}

package dev.tandem.workers.tool;

import java.util.Set;

/** Reports that a tool gave no answer. The message is a sentence for the model. */
public final class ToolFault extends RuntimeException {

    /** Says what the fault means for the tool and for another try. */
    public enum Kind {
        /** The tool did not run, and would not run the next time: wrong arguments, a wrong configuration, a refusal. */
        REFUSED,
        /** The tool was not reached, or it answered that it cannot run now. Another try may help. */
        UNAVAILABLE,
        /** The tool was cancelled before it ran. */
        CANCELLED,
        /** The tool was cancelled while it ran. It is not known how far it came. */
        CUT,
        /**
         * The tool has answered, and nobody can make use of what it said. It may have acted. Another try would not help.
         */
        UNREADABLE,
        /** The tool was reached, and its answer got lost. It is not known whether it ran. Another try may help. */
        LOST;

        /** Gateways that did not get the service's answer: nobody knows whether the service has acted. */
        private static final Set<Integer> LOST_BEHIND_A_GATEWAY = Set.of(502, 504);

        private static final Set<Integer> LATER = Set.of(408, 425, 429);

        /** Returns what an HTTP status means that is no success. */
        public static Kind ofStatus(int status) {
            if (LOST_BEHIND_A_GATEWAY.contains(status)) {
                return LOST;
            }
            return status >= 500 || LATER.contains(status) ? UNAVAILABLE : REFUSED;
        }
    }

    private final Kind kind;

    public ToolFault(Kind kind, String message) {
        super(message);
        this.kind = kind;
    }

    public ToolFault(Kind kind, String message, Throwable cause) {
        super(message, cause);
        this.kind = kind;
    }

    /** Returns the fault of a tool whose config nobody can follow. */
    public static ToolFault ofConfig(String what) {
        return new ToolFault(Kind.REFUSED, "the tool's config is faulty: " + what);
    }

    public Kind kind() {
        return kind;
    }
}

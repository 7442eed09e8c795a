package dev.tandem.api.edge.requestlog;

import org.slf4j.MDC;

/** What a line of the log says beside its message, if it is logged for a request. */
final class LogFields {

    static final String REQUEST = "request_id";
    static final String ORGANIZATION = "organization_id";
    static final String CALL = "call_id";

    private LogFields() {}

    static void clear() {
        MDC.remove(REQUEST);
        MDC.remove(ORGANIZATION);
        MDC.remove(CALL);
    }
}

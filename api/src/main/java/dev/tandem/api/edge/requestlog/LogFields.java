package dev.tandem.api.edge.requestlog;

import org.slf4j.MDC;

/** Names the fields that lines of the log have when they are logged for a request. */
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

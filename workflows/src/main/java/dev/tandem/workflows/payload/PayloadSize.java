package dev.tandem.workflows.payload;

import tools.jackson.databind.json.JsonMapper;

/**
 * Measures values as they are sent: in bytes of JSON in UTF-8, escapes included.
 *
 * <p>Temporal refuses a payload of more than 2 MiB, and a workflow that sends one does not go on.
 */
public final class PayloadSize {

    /** The most bytes of a payload that is made of many parts; an eighth of what Temporal takes. */
    public static final int MOST = 256 * 1024;

    /** The most bytes of one part, so that every payload has place for some. */
    public static final int MOST_OF_A_PART = 64 * 1024;

    private static final JsonMapper JSON = JsonMapper.shared();

    private PayloadSize() {}

    public static int of(Object value) {
        return JSON.writeValueAsBytes(value).length;
    }
}

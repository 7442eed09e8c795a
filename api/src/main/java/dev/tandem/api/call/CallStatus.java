package dev.tandem.api.call;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** Says how far a call has come. JSON and the database have it in lower case. */
public enum CallStatus {
    ACTIVE,
    /** The call came to its end. */
    COMPLETED,
    /** The caller's connection was lost, or the call could not be attended. */
    DROPPED;

    @JsonValue
    public String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }

    public static CallStatus of(String wireName) {
        return valueOf(wireName.toUpperCase(Locale.ROOT));
    }
}

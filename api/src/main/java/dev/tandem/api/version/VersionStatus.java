package dev.tandem.api.version;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** In JSON and in the database in lower case. */
public enum VersionStatus {
    /** Can be changed. */
    DRAFT,
    /** Answers new calls; one of a workflow at most. */
    PUBLISHED,
    /** Was published; calls that started with it go on. */
    ARCHIVED;

    @JsonValue
    public String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }

    public static VersionStatus of(String wireName) {
        return valueOf(wireName.toUpperCase(Locale.ROOT));
    }
}

package dev.tandem.api.version;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** Says whether a version can be changed or called. JSON and the database have it in lower case. */
public enum VersionStatus {
    /** The version can be changed. */
    DRAFT,
    /** The version answers new calls. A workflow has at most one. */
    PUBLISHED,
    /** The version was published. Calls that started with it go on. */
    ARCHIVED;

    @JsonValue
    public String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }

    public static VersionStatus of(String wireName) {
        return valueOf(wireName.toUpperCase(Locale.ROOT));
    }
}

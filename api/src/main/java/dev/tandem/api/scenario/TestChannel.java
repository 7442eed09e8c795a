package dev.tandem.api.scenario;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** How the caller of a test talks. */
enum TestChannel {
    /** Writes, without a room of LiveKit. */
    CHAT,
    /** Speaks in a room. */
    VOICE;

    @JsonValue
    String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }

    static TestChannel of(String wireName) {
        return valueOf(wireName.toUpperCase(Locale.ROOT));
    }
}

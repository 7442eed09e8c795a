package dev.tandem.api.access;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;

/** Says what somebody may do. JSON, the database and tokens have it in lower case. */
public enum Role {
    /** Reads everything but secrets. */
    VIEWER,
    /** Starts calls and commands them. */
    OPERATOR,
    /** Writes drafts, tests, tools and variables. */
    EDITOR,
    /** Publishes what editors write, and chooses the phone numbers that it answers. */
    PUBLISHER,
    /** Does everything, keys included. */
    OWNER;

    /** Whether somebody with this role may do what needs that one. */
    public boolean permits(Role needed) {
        return included().contains(needed);
    }

    private Set<Role> included() {
        return switch (this) {
            case VIEWER -> EnumSet.of(VIEWER);
            case OPERATOR -> EnumSet.of(OPERATOR, VIEWER);
            case EDITOR -> EnumSet.of(EDITOR, VIEWER);
            case PUBLISHER -> EnumSet.of(PUBLISHER, EDITOR, VIEWER);
            case OWNER -> EnumSet.allOf(Role.class);
        };
    }

    @JsonValue
    public String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** @throws IllegalArgumentException if there is no role of this name */
    @JsonCreator
    public static Role of(String wireName) {
        return valueOf(wireName.toUpperCase(Locale.ROOT));
    }
}

package dev.tandem.workflows.command;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** Names the commands of operators, in lower case in JSON. {@link Command} says what each of them does. */
public enum CommandName {
    PAUSE,
    RESUME,
    TAKE_OVER,
    HAND_BACK,
    FORCE_PATH,
    CORRECT_VARIABLE,
    SAY,
    END;

    @JsonValue
    public String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Returns the command of that name; empty: there is none. */
    public static Optional<CommandName> of(String wireName) {
        return Arrays.stream(values())
                .filter(name -> name.wireName().equals(wireName))
                .findFirst();
    }
}

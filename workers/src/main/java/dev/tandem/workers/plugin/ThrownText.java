package dev.tandem.workers.plugin;

import java.util.Objects;

/** Reads what an exception of a plugin says. That is the plugin's own code, and may fail too. */
final class ThrownText {

    /** Messages are cut here. */
    private static final int LONGEST = 300;

    private ThrownText() {}

    /** Returns the exception's kind, and its message if there is one. */
    static String of(Throwable thrown) {
        String message = message(thrown);
        String name = thrown.getClass().getSimpleName();
        return message.isBlank() ? name : name + ": " + message;
    }

    static String message(Throwable thrown) {
        try {
            String message = Objects.requireNonNullElse(thrown.getMessage(), "");
            return message.substring(0, Math.min(LONGEST, message.length()));
        } catch (RuntimeException | StackOverflowError | LinkageError unspeakable) {
            return "";
        }
    }
}

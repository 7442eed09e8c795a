package dev.tandem.api.workspace;

import dev.tandem.workflows.document.Problem;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Checks what workspace variables hold. */
final class WorkspaceVariableLimits {

    /** Most characters of a setting. */
    static final int LONGEST_SETTING = 2_000;

    /** Most UTF-8 bytes of a secret: a private key in PEM fits. */
    static final int LONGEST_SECRET = 4_096;

    /**
     * Fewest characters of a secret. In an answer that repeats it, a shorter one could not be told from ordinary words.
     */
    static final int SHORTEST_SECRET = 8;

    private WorkspaceVariableLimits() {}

    static Optional<Problem> settingMisfit(@Nullable JsonNode value) {
        boolean scalar = value != null && (value.isString() || value.isNumber() || value.isBoolean());
        if (value == null || !scalar) {
            return misfit("wrong_type", "A setting is a string, a number, or true or false.");
        }
        return value.asString().length() > LONGEST_SETTING
                ? misfit("too_long", "A setting has at most " + LONGEST_SETTING + " characters.")
                : Optional.empty();
    }

    static Optional<Problem> secretMisfit(@Nullable JsonNode value) {
        if (value == null || !value.isString()) {
            return misfit("wrong_type", "A secret is a string.");
        }
        String text = value.stringValue();
        if (text.length() < SHORTEST_SECRET) {
            return misfit("too_short", "A secret has at least " + SHORTEST_SECRET + " characters.");
        }
        return text.getBytes(StandardCharsets.UTF_8).length > LONGEST_SECRET
                ? misfit("too_long", "A secret has at most " + LONGEST_SECRET + " bytes of UTF-8.")
                : Optional.empty();
    }

    private static Optional<Problem> misfit(String code, String message) {
        return Optional.of(new Problem(code, "/value", message));
    }
}

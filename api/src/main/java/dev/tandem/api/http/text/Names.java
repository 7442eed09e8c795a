package dev.tandem.api.http.text;

import dev.tandem.workflows.document.Problem;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Checks names that people give: one line of limited length. */
public final class Names {

    private static final int MAX_LENGTH = 200;

    private Names() {}

    /** Returns the name without blanks around it, and adds its faults to the problems. */
    public static String checked(@Nullable String name, List<Problem> problems) {
        String stripped = name == null ? "" : name.strip();
        if (stripped.isEmpty()) {
            problems.add(new Problem("required", "/name", "Give it a name."));
        }
        if (stripped.chars().anyMatch(Character::isISOControl)) {
            problems.add(new Problem("invalid_text", "/name", "A name is one line without control characters."));
        }
        if (stripped.codePointCount(0, stripped.length()) > MAX_LENGTH) {
            problems.add(new Problem("too_long", "/name", "A name has at most " + MAX_LENGTH + " characters."));
        }
        return stripped;
    }
}

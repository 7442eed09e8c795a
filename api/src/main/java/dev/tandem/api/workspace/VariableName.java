package dev.tandem.api.workspace;

import dev.tandem.workflows.document.Problem;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Checks names of workspace variables, which stand in {@code {{workspace.NAME}}}. */
final class VariableName {

    private static final Pattern FORM = Pattern.compile("[A-Za-z_][A-Za-z0-9_]{0,63}");

    private VariableName() {}

    /** Returns the name, and adds its faults to the problems. */
    static String checked(@Nullable String name, List<Problem> problems) {
        if (name == null) {
            problems.add(new Problem("required", "/name", "Give the variable a name."));
            return "";
        }
        if (!FORM.matcher(name).matches()) {
            problems.add(new Problem(
                    "invalid_variable_name",
                    "/name",
                    "A name has 1 to 64 letters, digits and underscores, and does not begin with a digit."));
        }
        return name;
    }
}

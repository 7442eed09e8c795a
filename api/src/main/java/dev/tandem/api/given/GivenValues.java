package dev.tandem.api.given;

import dev.tandem.api.http.problem.ApiProblem;
import dev.tandem.workflows.document.Problem;
import dev.tandem.workflows.graph.AgentGraph;
import dev.tandem.workflows.variable.ValueCheck;
import dev.tandem.workflows.variable.Variable;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/** Checks the values that a call is started with against the document's declarations, and brings them into one form. */
public final class GivenValues {

    /** Most bytes of all values of a call, as JSON with their names: they travel to Temporal with its start. */
    public static final int MOST_BYTES = 256 * 1024;

    private final Map<String, Variable> declarations;
    private final NormalForm form;
    private final Map<String, JsonNode> read = new LinkedHashMap<>();
    private final List<Problem> problems = new ArrayList<>();
    private int bytes;

    private GivenValues(AgentGraph graph) {
        this.declarations = graph.declarations();
        String country = Locale.forLanguageTag(graph.language()).getCountry();
        this.form = new NormalForm(country.isEmpty() ? "US" : country);
    }

    /**
     * Returns the values in their normal form. One that is null counts as not given.
     *
     * @throws ApiProblem 422 that lists every value that does not fit, is not declared or is missing
     */
    public static Map<String, JsonNode> read(AgentGraph graph, Map<String, JsonNode> given) {
        GivenValues values = new GivenValues(graph);
        given.forEach((name, value) -> {
            if (!value.isNull()) {
                values.take(name, value);
            }
        });
        values.declarations.values().forEach(values::miss);
        if (values.bytes > MOST_BYTES) {
            values.fault("too_large", "", "All values together have at most " + MOST_BYTES + " bytes of JSON.");
        }
        if (!values.problems.isEmpty()) {
            throw ApiProblem.invalidRequest(values.problems);
        }
        return values.read;
    }

    private void take(String name, JsonNode value) {
        Variable variable = declarations.get(name);
        if (variable == null) {
            fault("undeclared_variable", name, "The document declares no such variable. Add it, with \"given\": true.");
        } else if (!variable.given()) {
            fault("not_given", name, "This variable does not come with the start of a call: it is not \"given\".");
        } else {
            JsonNode normal = form.of(variable, value);
            Optional<String> misfit = ValueCheck.misfit(variable, normal);
            misfit.ifPresent(reason -> fault("invalid_value", name, "The value " + reason + "."));
            read.put(name, normal);
            bytes += bytes(name) + bytes(normal.toString());
        }
    }

    private void miss(Variable variable) {
        boolean needed = variable.given() && variable.required() && variable.defaultValue() == null;
        boolean known = read.containsKey(variable.name());
        if (needed && !known) {
            fault("required", variable.name(), "This variable must be given when the call starts.");
        }
    }

    private static int bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8).length;
    }

    /** @param name empty: all values together */
    private void fault(String code, String name, String message) {
        String place = name.isEmpty() ? "" : "/" + name.replace("~", "~0").replace("/", "~1");
        problems.add(new Problem(code, "/variables" + place, message));
    }
}

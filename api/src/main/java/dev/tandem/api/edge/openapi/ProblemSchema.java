package dev.tandem.api.edge.openapi;

import dev.tandem.api.http.problem.ErrorCatalogue;
import io.swagger.v3.oas.models.examples.Example;
import io.swagger.v3.oas.models.media.JsonSchema;
import io.swagger.v3.oas.models.media.Schema;
import java.util.LinkedHashMap;
import java.util.Map;
import org.springframework.http.HttpStatus;

/** Describes a problem detail (RFC 9457) as the API answers it. */
final class ProblemSchema {

    private ProblemSchema() {}

    static Schema<?> schema() {
        JsonSchema fault = ScalarSchemas.typed("object");
        fault.addProperty("code", text("Stable, snake_case.", ""));
        fault.addProperty("pointer", text("JSON Pointer to the place in the body; empty for all of it.", ""));
        fault.addProperty("message", text("What is wrong, and what to do.", ""));
        fault.setRequired(java.util.List.of("code", "message", "pointer"));

        JsonSchema problem = ScalarSchemas.typed("object");
        problem.setDescription("Why a request was refused (RFC 9457).");
        problem.addProperty("type", text("Stable; leads to its explanation.", "uri-reference"));
        problem.addProperty("title", text("The status in words.", ""));
        problem.addProperty("status", ScalarSchemas.typed("integer"));
        problem.addProperty("detail", text("What was wrong this time, and what to do.", ""));
        problem.addProperty("instance", text("The path that was asked for.", "uri-reference"));
        problem.addProperty("parameter", text("The parameter of the query that is at fault.", ""));
        problem.addProperty("problems", ScalarSchemas.typed("array").items(fault));
        JsonSchema test = ScalarSchemas.typed("object");
        test.setDescription(
                "A test that has not passed: its kind, id and name, its state, and a link to its latest run.");
        problem.addProperty("required", ScalarSchemas.typed("array").items(test));
        problem.setRequired(java.util.List.of("status", "type"));
        return problem;
    }

    static Example example(ErrorCatalogue.Entry entry) {
        Map<String, Object> value = new LinkedHashMap<>();
        value.put("type", "/api/problems/" + entry.name());
        value.put("title", HttpStatus.valueOf(entry.status()).getReasonPhrase());
        value.put("status", entry.status());
        value.put("detail", entry.explanation().split("\\R\\R", 2)[0].replace('\n', ' '));
        return new Example().value(value);
    }

    private static Schema<?> text(String description, String format) {
        Schema<?> text = ScalarSchemas.typed("string");
        text.setDescription(description);
        text.setFormat(format.isEmpty() ? null : format);
        return text;
    }
}

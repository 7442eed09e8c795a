package dev.tandem.api.phonenumber;

import dev.tandem.api.http.problem.ApiProblem;
import dev.tandem.workflows.document.Problem;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Applies a patch to a phone number. A field that the patch does not name stays, and null removes a field. */
final class NumberChange {

    private final List<Problem> problems = new ArrayList<>();
    private NumberRequest wish;

    private NumberChange(NumberRequest known) {
        this.wish = known;
    }

    /** @throws ApiProblem 422 that lists every fault */
    static NumberRequest of(NumberRequest known, JsonNode patch) {
        NumberChange change = new NumberChange(known);
        if (!patch.isObject()) {
            change.wrong("", "an object");
        }
        patch.properties().forEach(member -> change.set(member.getKey(), member.getValue()));
        if (!change.problems.isEmpty()) {
            throw ApiProblem.invalidRequest(change.problems);
        }
        return change.wish;
    }

    private void set(String name, JsonNode value) {
        switch (name) {
            case "number" ->
                wish = new NumberRequest(text(name, value), wish.trunkId(), wish.workflowId(), wish.enabled());
            case "trunk_id" ->
                wish = new NumberRequest(wish.number(), text(name, value), wish.workflowId(), wish.enabled());
            case "workflow_id" ->
                wish = new NumberRequest(wish.number(), wish.trunkId(), id(name, value), wish.enabled());
            case "enabled" -> {
                if (!value.isBoolean()) {
                    wrong(name, "true or false");
                }
                wish = new NumberRequest(wish.number(), wish.trunkId(), wish.workflowId(), value.asBoolean(false));
            }
            default ->
                problems.add(new Problem(
                        "unknown_field",
                        "/" + name.replace("~", "~0").replace("/", "~1"),
                        "There is no such field here. The fields are enabled, number, trunk_id, workflow_id."));
        }
    }

    private @Nullable String text(String name, JsonNode value) {
        if (value.isNull()) {
            return null;
        }
        if (!value.isString()) {
            wrong(name, "a string");
        }
        return value.asString("");
    }

    private @Nullable UUID id(String name, JsonNode value) {
        if (value.isNull()) {
            return null;
        }
        try {
            return UUID.fromString(value.asString(""));
        } catch (IllegalArgumentException none) {
            wrong(name, "a UUID");
            return null;
        }
    }

    private void wrong(String name, String expected) {
        problems.add(new Problem("wrong_type", name.isEmpty() ? "" : "/" + name, "Expected " + expected + " here."));
    }
}

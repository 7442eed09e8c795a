package dev.tandem.workers.tool.http;

import dev.tandem.workers.tool.ToolFault;
import dev.tandem.workers.workspace.Redaction;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/**
 * Tells by the body whether a request succeeded, for services that answer 200 to everything.
 *
 * @param rule {@code {pointer, equals}}; missing: every answer of status 2xx counts as success
 */
record SuccessRule(JsonNode rule) {

    private static final int LONGEST_ERROR = 300;
    private static final Set<String> BAD_STATUSES = Set.of("error", "fail", "failed", "failure");

    /** @throws ToolFault with the service's own sentence if the answer is no success */
    void require(JsonNode answer, Redaction redaction) {
        if (isMissed(answer)) {
            String told = redaction.text(ServiceMessage.in(answer));
            String message = told.isEmpty() ? "the service says that it did not succeed" : told;
            throw new ToolFault(
                    ToolFault.Kind.REFUSED,
                    message.length() <= LONGEST_ERROR ? message : message.substring(0, LONGEST_ERROR) + "…");
        }
    }

    private boolean isMissed(JsonNode answer) {
        JsonNode found = answer.at(rule.path("pointer").asString(""));
        return rule.isObject() && !same(found, rule.path("equals"));
    }

    private static boolean same(JsonNode found, JsonNode wanted) {
        boolean areNumbers = found.isNumber() && wanted.isNumber();
        return areNumbers ? found.decimalValue().compareTo(wanted.decimalValue()) == 0 : found.equals(wanted);
    }

    /** Returns what looks like a failure in an answer that counts as success because nothing says otherwise. */
    List<String> warnings(JsonNode answer) {
        if (rule.isObject() || !answer.isObject()) {
            return List.of();
        }
        List<String> signs = new ArrayList<>();
        for (String flag : List.of("success", "ok")) {
            if (answer.path(flag).isBoolean() && !answer.path(flag).booleanValue()) {
                signs.add("\"" + flag + "\": false");
            }
        }
        if (BAD_STATUSES.contains(answer.path("status").asString(""))) {
            signs.add("\"status\": \"" + answer.path("status").asString() + "\"");
        }
        for (String member : List.of("error", "errors")) {
            if (isTold(answer.path(member))) {
                signs.add("\"" + member + "\"");
            }
        }
        if (answer.path("results").values().stream().anyMatch(result -> isTold(result.path("error")))) {
            signs.add("\"error\" in \"results\"");
        }
        return signs.isEmpty()
                ? List.of()
                : List.of("The answer has " + String.join(" and ", signs)
                        + ", and counts as success. If it is a failure, say in config.success what success is:"
                        + " {\"pointer\": \"/success\", \"equals\": true}.");
    }

    private static boolean isTold(JsonNode error) {
        return switch (error.getNodeType()) {
            case STRING -> !error.stringValue().isBlank();
            case BOOLEAN -> error.booleanValue();
            case ARRAY, OBJECT -> !error.isEmpty();
            case NUMBER -> error.decimalValue().signum() != 0;
            case MISSING, NULL, BINARY, POJO -> false;
        };
    }
}

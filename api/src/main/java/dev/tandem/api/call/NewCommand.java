package dev.tandem.api.call;

import dev.tandem.api.problem.ApiProblem;
import dev.tandem.workflows.command.Command;
import dev.tandem.workflows.command.Operator;
import dev.tandem.workflows.graph.Problem;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * The request for a command, as it came.
 *
 * @param pathId of {@code force_path}: document id of a path
 * @param name of {@code correct_variable}
 * @param value of {@code correct_variable}
 * @param text of {@code say}: what the agent says; of {@code end}: its last words, or none
 */
record NewCommand(
        @Nullable String command,
        @Nullable String pathId,
        @Nullable String name,
        @Nullable JsonNode value,
        @Nullable String text) {

    /** What each command needs, by its name. */
    private static final Map<String, Set<String>> NEEDED = needed();

    private static Map<String, Set<String>> needed() {
        Map<String, Set<String>> needed = new LinkedHashMap<>();
        needed.put("pause", Set.of());
        needed.put("resume", Set.of());
        needed.put("take_over", Set.of());
        needed.put("hand_back", Set.of());
        needed.put("force_path", Set.of("path_id"));
        needed.put("correct_variable", Set.of("name", "value"));
        needed.put("say", Set.of("text"));
        needed.put("end", Set.of());
        return needed;
    }

    /** @throws ApiProblem 422 with everything that is wrong with it */
    Command checked(Operator operator) {
        Set<String> needed = NEEDED.get(String.valueOf(command));
        if (needed == null) {
            String message = "A command is one of " + String.join(", ", NEEDED.keySet()) + ".";
            throw ApiProblem.invalidRequest(List.of(new Problem("unknown_command", "/command", message)));
        }
        List<Problem> problems = problems(needed);
        if (!problems.isEmpty()) {
            throw ApiProblem.invalidRequest(problems);
        }
        return command(operator);
    }

    private List<Problem> problems(Set<String> needed) {
        List<Problem> problems = new ArrayList<>();
        boolean mayHaveText = needed.contains("text") || "end".equals(command);
        given().forEach((field, isGiven) -> {
            boolean fits = field.equals("text") ? mayHaveText : needed.contains(field);
            if (isGiven && !fits) {
                problems.add(
                        new Problem("unknown_field", "/" + field, command + " has no " + field + "; leave it out."));
            } else if (!isGiven && needed.contains(field)) {
                problems.add(new Problem("required", "/" + field, command + " needs " + field + "."));
            }
        });
        if (text != null && (text.isBlank() || text.length() > Command.LONGEST_TEXT)) {
            problems.add(new Problem(
                    "invalid_text", "/text", "Give 1 to " + Command.LONGEST_TEXT + " characters that can be spoken."));
        }
        return problems;
    }

    private Map<String, Boolean> given() {
        Map<String, Boolean> given = new LinkedHashMap<>();
        given.put("path_id", pathId != null);
        given.put("name", name != null);
        given.put("value", value != null && !value.isNull());
        given.put("text", text != null);
        return given;
    }

    private Command command(Operator operator) {
        return switch (String.valueOf(command)) {
            case "pause" -> new Command.Pause(operator);
            case "resume" -> new Command.Resume(operator);
            case "take_over" -> new Command.TakeOver(operator);
            case "hand_back" -> new Command.HandBack(operator);
            case "force_path" -> new Command.ForcePath(operator, Objects.requireNonNull(pathId));
            case "correct_variable" ->
                new Command.CorrectVariable(operator, Objects.requireNonNull(name), Objects.requireNonNull(value));
            case "say" -> new Command.Say(operator, Objects.requireNonNull(text).strip());
            default -> new Command.End(operator, text == null ? null : text.strip());
        };
    }
}

package dev.tandem.api.call;

import dev.tandem.api.http.problem.ApiProblem;
import dev.tandem.workflows.command.Command;
import dev.tandem.workflows.command.CommandName;
import dev.tandem.workflows.command.Operator;
import dev.tandem.workflows.document.Problem;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * The request for a command, not checked yet.
 *
 * @param pathId of {@code force_path}: document id of a path
 * @param name of {@code correct_variable}
 * @param value of {@code correct_variable}
 * @param text what the agent says, for {@code say}; its last words, if any, for {@code end}
 */
record NewCommand(
        @Nullable String command,
        @Nullable String pathId,
        @Nullable String name,
        @Nullable JsonNode value,
        @Nullable String text) {

    private static final int LONGEST_NAME = 200;

    /** A variable holds 2,000 characters; as JSON each may have 6. */
    private static final int LONGEST_VALUE = 16_384;

    /** @throws ApiProblem 422 with everything that is wrong with it */
    Command.ByOperator checked(Operator operator) {
        CommandName wanted = CommandName.of(String.valueOf(command)).orElseThrow(NewCommand::unknown);
        List<Problem> problems = problems(wanted);
        if (!problems.isEmpty()) {
            throw ApiProblem.invalidRequest(problems);
        }
        return command(wanted, operator);
    }

    private static ApiProblem unknown() {
        String names =
                Arrays.stream(CommandName.values()).map(CommandName::wireName).collect(Collectors.joining(", "));
        return ApiProblem.invalidRequest(
                List.of(new Problem("unknown_command", "/command", "A command is one of " + names + ".")));
    }

    private static Set<String> needed(CommandName command) {
        return switch (command) {
            case FORCE_PATH -> Set.of("path_id");
            case CORRECT_VARIABLE -> Set.of("name", "value");
            case SAY -> Set.of("text");
            case PAUSE, RESUME, TAKE_OVER, HAND_BACK, END -> Set.of();
        };
    }

    private List<Problem> problems(CommandName wanted) {
        List<Problem> problems = new ArrayList<>();
        Set<String> needed = needed(wanted);
        boolean mayHaveText = needed.contains("text") || wanted == CommandName.END;
        given().forEach((field, isGiven) -> {
            boolean fits = field.equals("text") ? mayHaveText : needed.contains(field);
            if (isGiven && !fits) {
                problems.add(
                        new Problem("unknown_field", "/" + field, command + " has no " + field + "; leave it out."));
            } else if (!isGiven && needed.contains(field)) {
                problems.add(new Problem("required", "/" + field, command + " needs " + field + "."));
            }
        });
        boolean tooLong = length(pathId) > LONGEST_NAME || length(name) > LONGEST_NAME;
        if (tooLong || (value != null && value.toString().length() > LONGEST_VALUE)) {
            problems.add(new Problem(
                    "too_long",
                    "",
                    "path_id and name have at most " + LONGEST_NAME + " characters, and value has at most "
                            + LONGEST_VALUE + " of JSON."));
        }
        if (text != null && (text.isBlank() || text.length() > Command.LONGEST_TEXT)) {
            problems.add(new Problem(
                    "invalid_text", "/text", "Give 1 to " + Command.LONGEST_TEXT + " characters that can be spoken."));
        }
        return problems;
    }

    private static int length(@Nullable String text) {
        return text == null ? 0 : text.length();
    }

    private Map<String, Boolean> given() {
        Map<String, Boolean> given = new LinkedHashMap<>();
        given.put("path_id", pathId != null);
        given.put("name", name != null);
        given.put("value", value != null && !value.isNull());
        given.put("text", text != null);
        return given;
    }

    private Command.ByOperator command(CommandName wanted, Operator operator) {
        return switch (wanted) {
            case PAUSE -> new Command.Pause(operator);
            case RESUME -> new Command.Resume(operator);
            case TAKE_OVER -> new Command.TakeOver(operator);
            case HAND_BACK -> new Command.HandBack(operator);
            case FORCE_PATH -> new Command.ForcePath(operator, Objects.requireNonNull(pathId));
            case CORRECT_VARIABLE ->
                new Command.CorrectVariable(operator, Objects.requireNonNull(name), Objects.requireNonNull(value));
            case SAY -> new Command.Say(operator, Objects.requireNonNull(text).strip());
            case END -> new Command.End(operator, text == null ? null : text.strip());
        };
    }
}

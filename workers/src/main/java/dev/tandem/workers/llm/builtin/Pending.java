package dev.tandem.workers.llm.builtin;

import dev.tandem.workers.llm.LanguageModel.Message;
import dev.tandem.workers.llm.LanguageModel.ToolSpec;
import dev.tandem.workflows.rules.Checks;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/**
 * The value that the caller was asked for, and the tools or paths that wait for it.
 *
 * @param tools at least one
 * @param unconfirmed whether it was read back, so that the caller has to say whether it is right
 */
record Pending(Parameter parameter, List<ToolSpec> tools, boolean unconfirmed) {

    /** Returns whether a rejection only waits for the caller to confirm a value. */
    static boolean isUnconfirmed(JsonNode result, String name) {
        return result.path("rejected").path("invalid").path(name).asString("").equals(Checks.UNCONFIRMED);
    }

    /** Finds the pending value in the rejection that led to the question, or else in the question itself. */
    static Optional<Pending> of(Situation situation, List<ToolSpec> tools) {
        Message.ToolReturned rejection = situation.rejection();
        if (rejection != null) {
            Optional<Pending> rejected = tools.stream()
                    .filter(tool -> tool.name().equals(rejection.name()))
                    .findFirst()
                    .flatMap(path -> wanted(path, rejection.result())
                            .map(wanted -> new Pending(
                                    wanted, List.of(path), isUnconfirmed(rejection.result(), wanted.name()))));
            if (rejected.isPresent()) {
                return rejected;
            }
        }
        return situation.question().isEmpty() ? Optional.empty() : asked(situation.question(), tools);
    }

    /** Returns the parameter that a rejected path needs first. */
    static Optional<Parameter> wanted(ToolSpec path, JsonNode result) {
        JsonNode rejected = result.path("rejected");
        List<String> names = new ArrayList<>(rejected.path("invalid").propertyNames());
        rejected.path("missing").forEach(name -> names.add(name.asString()));
        return names.stream()
                .findFirst()
                .map(name -> Parameter.of(path).stream()
                        .filter(parameter -> parameter.name().equals(name))
                        .findFirst()
                        .orElseGet(() -> Parameter.named(name)));
    }

    private static Optional<Pending> asked(String question, List<ToolSpec> tools) {
        List<Parameter> parameters =
                tools.stream().flatMap(tool -> Parameter.of(tool).stream()).toList();
        Optional<Parameter> asked = parameters.stream()
                .filter(parameter -> BuiltinWording.asks(question, parameter))
                .findFirst()
                .or(() -> parameters.stream()
                        .filter(parameter -> BuiltinWording.beginsToAsk(question, parameter))
                        .findFirst());
        return asked.map(parameter -> new Pending(
                parameter,
                tools.stream()
                        .filter(tool -> Parameter.of(tool).stream()
                                .anyMatch(other -> other.name().equals(parameter.name())))
                        .toList(),
                false));
    }
}

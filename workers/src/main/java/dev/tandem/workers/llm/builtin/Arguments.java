package dev.tandem.workers.llm.builtin;

import dev.tandem.workers.itn.UtteranceWords;
import dev.tandem.workers.llm.LanguageModel.ToolSpec;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * Fills the parameters of a tool: from the caller's last words, then from earlier ones, then from what the call knows.
 *
 * @param tools all tools that are offered: the names of their parameters help to tell values apart
 */
record Arguments(Extraction extraction, List<ToolSpec> tools, Map<String, JsonNode> variables) {

    /** Words with which a caller asks about something else, so that known values do not apply. */
    private static final Pattern ANOTHER =
            Pattern.compile("\\b(?:another|other|different)\\b", Pattern.CASE_INSENSITIVE);

    /**
     * Returns the arguments of a tool.
     *
     * @param asked name of the parameter that the caller was just asked for; empty: none
     * @param earlier what the caller said on the same matter before, newest first
     */
    ObjectNode of(ToolSpec tool, String utterance, String asked, List<String> earlier) {
        ObjectNode arguments = JsonNodeFactory.instance.objectNode();
        for (Parameter parameter : Parameter.of(tool)) {
            value(parameter, utterance, parameter.name().equals(asked))
                    .or(() -> earlier.stream()
                            .flatMap(text -> value(parameter, text, false).stream())
                            .findFirst())
                    .or(() -> known(parameter, utterance))
                    .ifPresent(value -> arguments.set(parameter.name(), value));
        }
        return arguments;
    }

    Optional<JsonNode> value(Parameter parameter, String text, boolean asked) {
        Set<String> rivals = new HashSet<>();
        for (ToolSpec tool : tools) {
            Parameter.of(tool).forEach(other -> rivals.addAll(other.labels()));
        }
        rivals.removeAll(parameter.labels());
        return extraction.value(parameter, text, asked, rivals);
    }

    /** Returns whether the text gives the tool any value. */
    boolean feeds(ToolSpec tool, String text) {
        return Parameter.of(tool).stream()
                .anyMatch(parameter -> value(parameter, text, false).isPresent());
    }

    /** Returns whether the text is a value and nothing else: {@code it's A one two three four}. */
    boolean isBareValue(String text) {
        Set<String> content = new HashSet<>(UtteranceWords.contentWords(text));
        for (ToolSpec tool : tools) {
            Parameter.of(tool).forEach(parameter -> {
                content.removeAll(parameter.labels());
                content.removeAll(UtteranceWords.words(parameter.spokenName()));
            });
        }
        return content.isEmpty() && tools.stream().anyMatch(tool -> feeds(tool, text));
    }

    private Optional<JsonNode> known(Parameter parameter, String utterance) {
        if (ANOTHER.matcher(utterance).find()) {
            return Optional.empty();
        }
        return Optional.ofNullable(variables.get(parameter.name())).filter(value -> !value.isNull());
    }
}

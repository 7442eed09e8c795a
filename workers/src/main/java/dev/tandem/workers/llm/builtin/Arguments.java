package dev.tandem.workers.llm.builtin;

import com.google.re2j.Pattern;
import dev.tandem.workers.itn.Reading;
import dev.tandem.workers.itn.SpokenValues;
import dev.tandem.workers.itn.UtteranceWords;
import dev.tandem.workers.llm.LanguageModel.ToolSpec;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * Fills the parameters of a tool: from the caller's last words, then from earlier ones, then from what the call knows.
 * An answer belongs to what was asked, a value that is named to the parameter of that name, and no value to two.
 *
 * @param tools all tools that are offered: the names of their parameters help to tell values apart
 */
record Arguments(Extraction extraction, List<ToolSpec> tools, Map<String, JsonNode> variables) {

    /** Words with which a caller asks about something else, so that known values do not apply. */
    private static final Pattern ANOTHER =
            Pattern.compile("\\b(?:another|other|different)\\b", Pattern.CASE_INSENSITIVE);

    /** In longer utterances no value is looked for beside the one that was asked for. */
    private static final int MOST_WORDS = 80;

    /**
     * Returns the arguments of a tool.
     *
     * @param asked name of the parameter that the caller was just asked for; empty: none
     * @param earlier what the caller said on the same matter before, newest first
     */
    ObjectNode of(ToolSpec tool, String utterance, String asked, List<Situation.Earlier> earlier) {
        Map<String, JsonNode> taken = new HashMap<>(taken(tool, utterance, asked));
        for (Situation.Earlier said : earlier) {
            taken(tool, said.text(), askedFor(tool, said.question())).forEach(taken::putIfAbsent);
        }
        ObjectNode arguments = JsonNodeFactory.instance.objectNode();
        for (Parameter parameter : Parameter.of(tool)) {
            Optional.ofNullable(taken.get(parameter.name()))
                    .or(() -> known(parameter, utterance))
                    .ifPresent(value -> arguments.set(parameter.name(), value));
        }
        return arguments;
    }

    /** A parameter whose value is not clear from what was said, and why. */
    record Doubt(Parameter parameter, String reason) {}

    /** Returns what is unclear about a value that these words give a tool, if nobody was asked for it before. */
    Optional<Doubt> doubt(ToolSpec tool, String utterance, ObjectNode filled) {
        List<Parameter> parameters = Parameter.of(tool);
        return parameters.stream()
                .filter(parameter -> !filled.has(parameter.name()) && isOnlyOfItsKind(parameter, parameters))
                .flatMap(parameter -> switch (reading(parameter, utterance, false)) {
                    case Reading.Unclear(String reason)
                    when isTie(reason) -> Optional.of(new Doubt(parameter, reason)).stream();
                    case Reading.Unclear _, Reading.Value _, Reading.Nothing _ -> Optional.<Doubt>empty().stream();
                })
                .findFirst();
    }

    /** Whether two values were named. Anything else that is unclear may not have been meant for the parameter at all. */
    private static boolean isTie(String reason) {
        return reason.startsWith("could be ") || reason.contains(", but ");
    }

    Optional<JsonNode> value(Parameter parameter, String text, boolean asked) {
        return reading(parameter, text, asked).clear();
    }

    Reading reading(Parameter parameter, String text, boolean asked) {
        Set<String> rivals = new HashSet<>();
        for (ToolSpec tool : tools) {
            Parameter.of(tool).stream()
                    .filter(other -> parameter.isCode() || other.kind().equals(parameter.kind()))
                    .forEach(other -> rivals.addAll(other.labels()));
        }
        rivals.removeAll(parameter.labels());
        return extraction.reading(parameter, text, asked, rivals);
    }

    /** Returns the values that one utterance gives a tool, by name. */
    private Map<String, JsonNode> taken(ToolSpec tool, String text, String asked) {
        List<Parameter> parameters = new ArrayList<>(Parameter.of(tool));
        parameters.sort(
                Comparator.comparing((Parameter parameter) -> !parameter.name().equals(asked))
                        .thenComparingInt(Parameter::breadth));
        boolean askedOfTool = parameters.stream().anyMatch(one -> one.name().equals(asked));
        String rest = text;
        Map<String, JsonNode> taken = new HashMap<>();
        for (Parameter parameter : parameters) {
            boolean isAsked = parameter.name().equals(asked);
            boolean mayTake =
                    isAsked || isNamed(parameter, text) || mayTakeUnasked(parameter, parameters, asked, askedOfTool);
            String words = isAsked || isNamed(parameter, text) ? text : rest;
            Optional<JsonNode> value = mayTake ? value(parameter, words, isAsked) : Optional.empty();
            if (value.isPresent()) {
                taken.put(parameter.name(), value.get());
                rest = without(parameter, rest, value.get(), isAsked);
            }
        }
        return taken;
    }

    private static boolean mayTakeUnasked(
            Parameter parameter, List<Parameter> parameters, String asked, boolean askedOfTool) {
        boolean isRival = askedOfTool
                && parameters.stream()
                        .anyMatch(other ->
                                other.name().equals(asked) && other.kind().equals(parameter.kind()));
        return !isRival && isOnlyOfItsKind(parameter, parameters);
    }

    private static boolean isOnlyOfItsKind(Parameter parameter, List<Parameter> parameters) {
        return parameters.stream()
                .noneMatch(other ->
                        !other.name().equals(parameter.name()) && other.kind().equals(parameter.kind()));
    }

    private boolean isNamed(Parameter parameter, String text) {
        return !LabelledWords.of(text, parameter.labels(), Set.of()).own().isEmpty();
    }

    /**
     * Returns the text without the words that make a value, so that no other parameter takes it. Where the caller
     * corrected something, nothing is left: what was corrected away is no value either.
     */
    private String without(Parameter parameter, String text, JsonNode value, boolean asked) {
        List<String> tokens = List.of(text.strip().split("\\s+", -1));
        if (tokens.size() > MOST_WORDS || SpokenValues.isRepaired(text)) {
            return "";
        }
        int end = tokens.size();
        while (end > 1 && gives(parameter, tokens.subList(0, end - 1), value, asked)) {
            end--;
        }
        int start = 0;
        while (start + 1 < end && gives(parameter, tokens.subList(start + 1, end), value, asked)) {
            start++;
        }
        return String.join(" ", tokens.subList(0, start)) + ", " + String.join(" ", tokens.subList(end, tokens.size()));
    }

    private boolean gives(Parameter parameter, List<String> tokens, JsonNode value, boolean asked) {
        return value(parameter, String.join(" ", tokens), asked).equals(Optional.of(value));
    }

    /** Returns the name of the parameter that a question asks for; empty: none of this tool. */
    private static String askedFor(ToolSpec tool, String question) {
        return Parameter.of(tool).stream()
                .filter(parameter -> BuiltinWording.asks(question, parameter))
                .map(Parameter::name)
                .findFirst()
                .orElse("");
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

package dev.tandem.workers.llm.builtin;

import dev.tandem.workers.itn.UtteranceWords;
import dev.tandem.workers.llm.LanguageModel.ToolSpec;
import dev.tandem.workflows.graph.Template;
import dev.tandem.workflows.variable.DataType;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.JsonNodeFactory;

/** Words what the model says, in the agent's style. Its sentences are in {@code wording.json}. */
record BuiltinWording(Style style) {

    /** Templates by {@code sentence/style}. */
    private static final Map<String, Template> SENTENCES = sentences();

    private static final Pattern YOU_ARE =
            Pattern.compile("^you are\\s+(?:the\\s+|a\\s+|an\\s+)?", Pattern.CASE_INSENSITIVE);
    /** The most offers that one sentence can carry. */
    private static final int MOST_OFFERS = 4;

    /** Asks for a value: {@code What is your order number?} */
    String question(Parameter parameter) {
        String described = parameter.description().strip();
        if (!parameter.ask().isEmpty()) {
            return parameter.ask();
        }
        if (described.endsWith("?")) {
            return described;
        }
        Description description = Description.of(described);
        if (parameter.type() != DataType.BOOLEAN && description.question().isPresent()) {
            return description.question().get();
        }
        String name = parameter.spokenName();
        if (parameter.type() == DataType.BOOLEAN) {
            String whether =
                    description.question().isPresent() ? Description.toCaller(description.text()) : "is it " + name;
            return say("yes_or_no", Map.of("whether", whether));
        }
        boolean ofSomething = described.toLowerCase(Locale.ROOT).startsWith("the ") && name.contains(" of ");
        String choices = parameter.enumeration().isEmpty()
                ? ""
                : ": "
                        + Capability.anyOf(parameter.enumeration().stream()
                                .map(value -> value.replace('_', ' '))
                                .toList());
        return say("question", Map.of("whose", ofSomething ? "the" : "your", "name", name, "choices", choices));
    }

    /** Returns whether these words, which an agent of any style said earlier, ask for the parameter. */
    static boolean asks(String words, Parameter parameter) {
        String said = words.toLowerCase(Locale.ROOT);
        for (Style style : Style.values()) {
            if (said.contains(new BuiltinWording(style).question(parameter).toLowerCase(Locale.ROOT))) {
                return true;
            }
        }
        return false;
    }

    /**
     * Returns whether these words end within a question for the parameter, of which they have at least half: whoever
     * answers over the end of a question has understood it.
     */
    static boolean beginsToAsk(String words, Parameter parameter) {
        List<String> said = UtteranceWords.words(words);
        for (Style style : Style.values()) {
            List<String> question = UtteranceWords.words(new BuiltinWording(style).question(parameter));
            int least = Math.max(2, (question.size() + 1) / 2);
            for (int count = Math.min(said.size(), question.size()); count >= least; count--) {
                if (said.subList(said.size() - count, said.size()).equals(question.subList(0, count))) {
                    return true;
                }
            }
        }
        return false;
    }

    String askAgain(Parameter parameter) {
        return say("ask_again", Map.of("question", question(parameter)));
    }

    /**
     * Asks once more for a value that is not clear.
     *
     * @param reason a clause as readers of values give it: {@code could be 2026-12-04 or 2026-12-11; ask which}
     */
    String unclear(Parameter parameter, String reason) {
        return say("unclear", Map.of("clause", reason.split("; ask", 2)[0], "question", question(parameter)));
    }

    /**
     * Reads a value back. A code is read out character by character.
     *
     * @param spelled whether a name is spelled, because the caller has refused one before
     */
    String readBack(Parameter parameter, JsonNode value, boolean spelled) {
        String text = value.isObject()
                ? value.path("amount").asString() + " " + value.path("currency").asString()
                : value.asString("");
        boolean isCode = parameter.isCode() || parameter.type() == DataType.DIGITS;
        boolean isName =
                parameter.type() == DataType.STRING && parameter.enumeration().isEmpty();
        String letters = String.join(" ", text.split("", -1)).strip();
        String read =
                isCode ? letters : isName && spelled ? text + ", " + letters.toUpperCase(Locale.ROOT) + "," : text;
        return say("read_back", Map.of("value", read, "name", parameter.spokenName()));
    }

    String askInvalid(Parameter parameter) {
        return say("ask_invalid", Map.of("question", question(parameter)));
    }

    String askBeforePath(String path, Parameter parameter) {
        String question = question(parameter);
        return say(
                "ask_before_path",
                Map.of("path", path, "question", style == Style.FRIENDLY ? lowerFirst(question) : question));
    }

    String cannotTransfer(String path) {
        return say("cannot_transfer", Map.of("path", path));
    }

    String which(ToolSpec first, ToolSpec second) {
        return say("which", Map.of("first", Capability.of(first), "second", Capability.of(second)));
    }

    String failed(ToolSpec tool, String why) {
        return say("failed", Map.of("what", Capability.of(tool), "why", why.isEmpty() ? "." : ": " + ended(why)));
    }

    /** Says that nobody knows whether something has happened. */
    String unconfirmed(ToolSpec tool) {
        return say("unconfirmed", Map.of("what", Capability.of(tool)));
    }

    String stopped() {
        return say("stopped", Map.of());
    }

    String foundNothing() {
        return say("found_nothing", Map.of());
    }

    String answerIs(String answer) {
        return say("answer_is", Map.of("answer", answer));
    }

    String found(String what) {
        return say("found", Map.of("what", what));
    }

    String present() {
        return say("present", Map.of());
    }

    String farewell() {
        return say("farewell", Map.of());
    }

    String welcome() {
        return say("welcome", Map.of());
    }

    String hello() {
        return say("hello", Map.of());
    }

    String goOn() {
        return say("go_on", Map.of());
    }

    String nothingMore() {
        return say("nothing_more", Map.of());
    }

    String done() {
        return say("done", Map.of());
    }

    /**
     * Returns who speaks, taken from the first sentence of the instructions: {@code You are the billing desk of the
     * shop.}
     */
    String introduction(String agent, String instructions) {
        String first = instructions
                .replaceAll("[⟦⟧]", "")
                .strip()
                .split("(?<=[.!?])\\s|\\n|,", 2)[0]
                .replaceAll("[.!?]+$", "");
        String who =
                YOU_ARE.matcher(first).find() ? "the " + YOU_ARE.matcher(first).replaceFirst("") : agent;
        boolean named = !who.equals(agent) && who.length() <= 60;
        return say("introduction", Map.of("who", named ? who : agent));
    }

    String offer(List<ToolSpec> tools) {
        List<String> offers = tools.stream()
                .filter(tool -> !Capability.endsCall(tool))
                .map(Capability::of)
                .distinct()
                .limit(MOST_OFFERS)
                .toList();
        return offers.isEmpty() ? goOn() : say("offer", Map.of("what", Capability.anyOf(offers)));
    }

    String notUnderstood(List<ToolSpec> tools) {
        return say("not_understood", Map.of("offer", offer(tools)));
    }

    private String say(String sentence, Map<String, String> values) {
        Template template = Objects.requireNonNull(SENTENCES.get(key(sentence, style)), sentence);
        return switch (template.render(name -> JsonNodeFactory.instance.stringNode(values.getOrDefault(name, "")))) {
            case Template.Rendering.Text(String text) -> text;
            case Template.Rendering.Unresolved(List<String> names) ->
                throw new IllegalStateException(sentence + " has no " + names);
        };
    }

    private static Map<String, Template> sentences() {
        Map<String, Template> sentences = new HashMap<>();
        try (InputStream file = BuiltinWording.class.getResourceAsStream("wording.json")) {
            JsonMapper.shared()
                    .readTree(Objects.requireNonNull(file))
                    .properties()
                    .forEach(sentence -> {
                        for (Style style : Style.values()) {
                            String text =
                                    sentence.getValue().path(style.field()).stringValue();
                            sentences.put(key(sentence.getKey(), style), Template.of(text));
                        }
                    });
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
        return sentences;
    }

    private static String key(String sentence, Style style) {
        return sentence + "/" + style.field();
    }

    private static String ended(String sentence) {
        return sentence.matches("(?s).*[.!?…]") ? sentence : sentence + ".";
    }

    private static String lowerFirst(String words) {
        return Character.toLowerCase(words.charAt(0)) + words.substring(1);
    }
}

package dev.tandem.workers.llm.http;

import dev.tandem.workers.llm.LanguageModel.Message;
import dev.tandem.workers.llm.LanguageModel.Request;
import dev.tandem.workers.llm.LanguageModel.ToolSpec;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * What a model is told, in a form that only grows, so that a provider's cache of its beginning hits: first what does
 * not change while the agent is active, then the conversation, and at the very end what changes each time. What a
 * caller said or a tool returned stands in turns, never in {@link #system}. What the platform adds to the turns stands
 * in {@code ⟦ ⟧}, which nobody else can write.
 *
 * @param system instructions and rules
 * @param now the time and what is known: belongs behind the last turn
 */
public record PromptText(String system, List<Turn> turns, String now, List<ToolSpec> tools) {

    private static final String RULES = resource("rules.txt");
    private static final DateTimeFormatter CLOCK =
            DateTimeFormatter.ofPattern("EEEE, yyyy-MM-dd HH:mm", Locale.ENGLISH);

    /** A part of the conversation. */
    public sealed interface Turn {

        record Caller(String text) implements Turn {}

        record Agent(String text) implements Turn {}

        /**
         * A tool that was asked for, and its result.
         *
         * @param id letters, digits and {@code _}, at most 40 of them; the same in each request
         */
        record Tool(String id, String name, JsonNode arguments, String result) implements Turn {}
    }

    /** Returns the platform's rules, which {@code llm.rules} replaces. */
    public static String platformRules() {
        return RULES;
    }

    /**
     * Composes the prompt of a request.
     *
     * @param rules stands in the place of the platform's rules; empty for those
     */
    public static PromptText of(Request request, String rules) {
        return new PromptText(
                system(request, rules.isBlank() ? RULES : rules.strip()),
                turns(request.messages()),
                now(request),
                request.tools().stream()
                        .sorted(Comparator.comparing(ToolSpec::name))
                        .toList());
    }

    private static String system(Request request, String rules) {
        String language = "Speak " + Locale.forLanguageTag(request.language()).getDisplayName(Locale.ENGLISH) + ".";
        String own = request.instructions().strip();
        return (own.isEmpty() ? "" : own + "\n\n") + rules + "\n" + language;
    }

    private static List<Turn> turns(List<Message> messages) {
        List<Turn> turns = new ArrayList<>();
        if (messages.isEmpty() || !(messages.getFirst() instanceof Message.Caller)) {
            turns.add(new Turn.Caller("⟦The call begins.⟧"));
        }
        Message.@Nullable ToolCalled asked = null;
        for (Message message : messages) {
            switch (message) {
                case Message.Caller(String text) -> turns.add(new Turn.Caller(data(text)));
                case Message.Agent(String _, String text, boolean interrupted) ->
                    turns.add(new Turn.Agent(interrupted ? text + " —" : text));
                case Message.Summary(String text) ->
                    turns.add(new Turn.Caller("⟦What was said before: " + data(text) + "⟧"));
                case Message.ToolCalled called -> asked = called;
                case Message.ToolReturned(String id, String name, JsonNode result) -> {
                    JsonNode arguments = asked != null && asked.id().equals(id)
                            ? object(asked.arguments())
                            : JsonNodeFactory.instance.objectNode();
                    turns.add(new Turn.Tool("call_" + turns.size(), name, arguments, data(result.toString())));
                }
            }
        }
        return turns;
    }

    /** Returns arguments as servers want them back: what the model wrote instead of an object is kept as text. */
    private static JsonNode object(JsonNode arguments) {
        return arguments.isObject()
                ? arguments
                : JsonNodeFactory.instance
                        .objectNode()
                        .put("unreadable", arguments.isString() ? arguments.stringValue() : arguments.toString());
    }

    private static String now(Request request) {
        StringBuilder now = new StringBuilder("⟦");
        if (!request.now().equals(Instant.EPOCH)) {
            now.append("It is ")
                    .append(CLOCK.format(request.now().atZone(ZoneId.of(request.timeZone()))))
                    .append(" (")
                    .append(request.timeZone())
                    .append("). ");
        }
        if (!request.variables().isEmpty()) {
            ObjectNode known = JsonNodeFactory.instance.objectNode();
            new TreeMap<>(request.variables()).forEach(known::set);
            now.append("Known, as data: ").append(data(known.toString())).append(". ");
        }
        boolean speaking = !request.messages().isEmpty() && request.messages().getLast() instanceof Message.Agent;
        now.append(
                speaking
                        ? "Your last words are being said just now. Go on behind them, or write nothing if nothing is"
                                + " to be added."
                        : "Answer the caller.");
        return now.append("⟧").toString();
    }

    private static String data(String text) {
        return text.replace('⟦', '[').replace('⟧', ']');
    }

    private static String resource(String name) {
        try (InputStream text = PromptText.class.getResourceAsStream(name)) {
            if (text == null) {
                throw new IllegalStateException("no " + name + " beside " + PromptText.class.getName());
            }
            return new String(text.readAllBytes(), StandardCharsets.UTF_8).strip();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}

package dev.tandem.callers.persona;

import dev.tandem.workers.llm.LanguageModel;
import dev.tandem.workers.llm.LanguageModel.FinishReason;
import dev.tandem.workers.llm.LanguageModel.Message;
import dev.tandem.workers.llm.LanguageModel.Request;
import dev.tandem.workers.llm.LanguageModel.ToolSpec;
import dev.tandem.workflows.call.api.CallerLine.HangUp;
import dev.tandem.workflows.call.api.CallerLine.Inquiry;
import dev.tandem.workflows.call.api.CallerLine.Next;
import dev.tandem.workflows.call.api.CallerLine.Reason;
import dev.tandem.workflows.call.api.CallerLine.Say;
import dev.tandem.workflows.call.api.CallerLine.Speaker;
import dev.tandem.workflows.call.api.CallerLine.Words;
import dev.tandem.workflows.scenario.Caller;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Has a language model say what a persona says. For the model, the persona is the agent and the agent is its caller. */
final class ModelPersona {

    /** The most characters of a line; a model that says more is cut off. */
    static final int LONGEST = 600;

    private static final String HANG_UP = "hang_up";
    private static final String NAME = "caller";
    private static final String RULES = rules();
    private static final ToolSpec HANGS_UP = new ToolSpec(
            HANG_UP, "Hangs up. The call is over then.", JsonMapper.shared().readTree("""
                    {"type": "object", "required": ["reason"], "additionalProperties": false,
                     "properties": {"reason": {"type": "string", "enum": ["goal_reached", "gave_up"]}}}"""), null);

    private ModelPersona() {}

    /** @param config of the persona's model, {@link #ruled}, its secrets opened */
    static Next next(LanguageModel model, JsonNode config, Inquiry inquiry) throws InterruptedException {
        Caller.Persona persona = inquiry.persona();
        long lines = inquiry.said().stream()
                .filter(words -> words.by() == Speaker.CALLER)
                .count();
        if (lines >= persona.maxTurns()) {
            return new HangUp(Reason.OUT_OF_TURNS);
        }
        Answer answer = new Answer();
        model.answer(request(persona, config, inquiry), answer);
        return answer.next();
    }

    private static Request request(Caller.Persona persona, JsonNode config, Inquiry inquiry) {
        return new Request(
                NAME,
                instructions(persona),
                inquiry.language(),
                "UTC",
                Map.of(),
                messages(inquiry.said()),
                List.of(HANGS_UP),
                config);
    }

    /** The persona's rules stand in the place of those for an agent. */
    static JsonNode ruled(JsonNode config) {
        return config instanceof ObjectNode object ? object.deepCopy().put("rules", RULES) : config;
    }

    private static String instructions(Caller.Persona persona) {
        StringBuilder text = new StringBuilder("What you want: ").append(persona.goal());
        text.append("\nWhat you know, and nothing else:");
        persona.facts()
                .forEach((name, value) ->
                        text.append("\n- ").append(name).append(": ").append(value));
        if (persona.facts().isEmpty()) {
            text.append(" nothing.");
        }
        if (!persona.style().isBlank()) {
            text.append("\nHow you talk: ").append(persona.style());
        }
        return text.toString();
    }

    /** What one side said in a row is one message. Each conversation begins and ends with the agent. */
    private static List<Message> messages(List<Words> said) {
        List<Message> messages = new ArrayList<>();
        StringBuilder row = new StringBuilder();
        Speaker by = Speaker.AGENT;
        for (Words words : said) {
            if (words.by() != by) {
                messages.add(message(by, row.toString()));
                row.setLength(0);
                by = words.by();
            }
            row.append(row.isEmpty() ? "" : " ").append(words.text());
        }
        messages.add(message(by, row.toString()));
        if (by == Speaker.CALLER) {
            messages.add(message(Speaker.AGENT, ""));
        }
        return messages;
    }

    private static Message message(Speaker by, String text) {
        return switch (by) {
            case AGENT -> new Message.Caller(text.isBlank() ? "(silence)" : text);
            case CALLER -> new Message.Agent(NAME, text, false);
        };
    }

    private static String rules() {
        try (InputStream text = ModelPersona.class.getResourceAsStream("rules.txt")) {
            if (text == null) {
                throw new IllegalStateException("no rules.txt beside " + ModelPersona.class.getName());
            }
            return new String(text.readAllBytes(), StandardCharsets.UTF_8).strip();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private static final class Answer implements LanguageModel.Sink {

        private final StringBuilder text = new StringBuilder();
        private @Nullable Reason hungUp;
        private boolean refused;

        @Override
        public void text(String delta) {
            if (text.length() <= LONGEST) {
                text.append(delta);
            }
        }

        @Override
        public void toolCall(String name, JsonNode arguments) {
            if (name.equals(HANG_UP)) {
                hungUp = arguments.path("reason").asString("").equals("goal_reached")
                        ? Reason.GOAL_REACHED
                        : Reason.OUT_OF_PATIENCE;
            }
        }

        @Override
        public void finished(FinishReason reason) {
            refused = reason == FinishReason.FILTERED;
        }

        /** Words are said also where the model hangs up with them: it is asked once more behind them. */
        private Next next() {
            String words = cut(text.toString().strip());
            if (refused) {
                return new HangUp(Reason.REFUSED);
            }
            if (!words.isEmpty()) {
                return new Say(words);
            }
            return new HangUp(hungUp == null ? Reason.OUT_OF_PATIENCE : hungUp);
        }

        /** Cuts behind the last sentence, or else word, that fits. */
        private static String cut(String words) {
            if (words.length() <= LONGEST) {
                return words;
            }
            String fits = words.substring(0, LONGEST);
            int sentence = Math.max(fits.lastIndexOf(". "), Math.max(fits.lastIndexOf("? "), fits.lastIndexOf("! ")));
            int end = sentence > 0 ? sentence + 1 : Math.max(fits.lastIndexOf(' '), 1);
            return fits.substring(0, end);
        }
    }
}

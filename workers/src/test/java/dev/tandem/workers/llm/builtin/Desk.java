package dev.tandem.workers.llm.builtin;

import dev.tandem.workers.llm.LanguageModel.Message;
import dev.tandem.workers.llm.LanguageModel.Request;
import dev.tandem.workers.llm.LanguageModel.Sink;
import dev.tandem.workers.llm.LanguageModel.ToolSpec;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Builds a conversation with one agent, message by message. */
final class Desk {

    static final ToolSpec CHECK_ORDER = tool(
            "check_order",
            "Check order status",
            code("order_id", "The order number: a letter and four digits", true),
            "Your order {{order_id}} is {{status}}.");
    static final ToolSpec RETURN_POLICY = tool("return_policy", "Explains the return policy", "", null);
    static final ToolSpec BILLING = tool(
            "transfer_to_billing",
            "Use when the caller has an invoice question",
            code("customer_id", "The customer number", false),
            null);
    static final ToolSpec GOODBYE = tool("transfer_to_goodbye", "The caller says goodbye", "", null);

    private final List<Message> messages = new ArrayList<>();
    private final Map<String, JsonNode> variables = new HashMap<>();
    private List<ToolSpec> tools = List.of(CHECK_ORDER, RETURN_POLICY, BILLING);
    private String agent = "Orders";
    private String language = "en-US";
    private String style = "";

    static ToolSpec tool(String name, String description, String property, @Nullable String sayResult) {
        boolean required = property.contains("\"x-required\": true");
        String parameters = "{\"type\": \"object\", \"properties\": {" + property + "}"
                + (required ? ", \"required\": [" + property.substring(0, property.indexOf(':')) + "]" : "") + "}";
        return new ToolSpec(name, description, json(parameters), sayResult);
    }

    static String code(String name, String description, boolean required) {
        return "\"" + name + "\": {\"type\": \"string\", \"pattern\": \"^[A-Z]\\\\d{4}$\", \"description\": \""
                + description + "\", \"x-required\": " + required + "}";
    }

    static JsonNode json(String text) {
        return JsonMapper.shared().readTree(text);
    }

    Desk offering(ToolSpec... tools) {
        this.tools = List.of(tools);
        return this;
    }

    Desk as(String agent) {
        this.agent = agent;
        return this;
    }

    Desk inLanguage(String language) {
        this.language = language;
        return this;
    }

    Desk inStyle(String style) {
        this.style = style;
        return this;
    }

    Desk knowing(String variable, String value) {
        variables.put(variable, JsonMapper.shared().getNodeFactory().stringNode(value));
        return this;
    }

    Desk caller(String words) {
        messages.add(new Message.Caller(words));
        return this;
    }

    Desk agent(String words) {
        return agent(agent, words);
    }

    Desk agent(String name, String words) {
        messages.add(new Message.Agent(name, words, false));
        return this;
    }

    Desk called(String tool, String arguments, String result) {
        String id = "call-" + messages.size();
        messages.add(new Message.ToolCalled(id, tool, json(arguments)));
        messages.add(new Message.ToolReturned(id, tool, json(result)));
        return this;
    }

    Request request() {
        return new Request(
                agent,
                "You are the order desk of the Lakeside shop. Help.",
                language,
                "America/New_York",
                Instant.parse("2026-11-22T12:00:00Z"),
                variables,
                messages,
                tools,
                json("{\"style\": \"" + style + "\"}"));
    }

    /** Returns what the model does: its words, or {@code tool{arguments}}. */
    String answer() {
        return answer(new BuiltinModel(new WordOverlap()));
    }

    String answer(BuiltinModel model) {
        StringBuilder answer = new StringBuilder();
        try {
            model.answer(request(), new Sink() {
                @Override
                public void text(String delta) {
                    answer.append(delta);
                }

                @Override
                public void toolCall(String name, JsonNode arguments) {
                    answer.append(name).append(arguments);
                }
            });
        } catch (InterruptedException unexpected) {
            Thread.currentThread().interrupt();
            throw new AssertionError(unexpected);
        }
        return answer.toString();
    }
}

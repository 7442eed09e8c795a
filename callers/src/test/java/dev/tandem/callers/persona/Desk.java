package dev.tandem.callers.persona;

import dev.tandem.workers.llm.LanguageModel;
import dev.tandem.workers.llm.LanguageModel.Message;
import dev.tandem.workers.llm.LanguageModel.Request;
import dev.tandem.workers.llm.LanguageModel.ToolSpec;
import dev.tandem.workers.llm.LanguageModels;
import dev.tandem.workflows.graph.ProviderConfig;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** One agent on the builtin model, whose tools are answered from a table: what a persona talks to without a server. */
final class Desk {

    private static final JsonNode CONFIG = JsonMapper.shared().readTree("{\"provider\": \"builtin\"}");
    private static final LanguageModel MODEL = new LanguageModels().model(new ProviderConfig("builtin", CONFIG));

    private final List<ToolSpec> tools;
    private final Map<String, JsonNode> results;
    private final List<Message> messages = new ArrayList<>();

    /** Tools that were asked for, with their arguments. */
    final List<String> asked = new ArrayList<>();

    Desk(String greeting, List<ToolSpec> tools, Map<String, JsonNode> results) {
        this.tools = tools;
        this.results = results;
        messages.add(new Message.Agent("Desk", greeting, false));
    }

    /** Answers a line; the tools that the model asks for run. */
    String hear(String line) throws InterruptedException {
        messages.add(new Message.Caller(line));
        StringBuilder said = new StringBuilder();
        while (step(said)) {}
        messages.add(new Message.Agent("Desk", said.toString(), false));
        return said.toString();
    }

    private boolean step(StringBuilder said) throws InterruptedException {
        List<Message> called = new ArrayList<>();
        MODEL.answer(request(), new LanguageModel.Sink() {
            @Override
            public void text(String delta) {
                said.append(delta);
            }

            @Override
            public void toolCall(String name, JsonNode arguments) {
                asked.add(name + " " + arguments);
                String id = "call-" + asked.size();
                called.add(new Message.ToolCalled(id, name, arguments));
                called.add(new Message.ToolReturned(
                        id, name, results.getOrDefault(name, JsonMapper.shared().createObjectNode())));
            }
        });
        messages.addAll(called);
        return !called.isEmpty();
    }

    private Request request() {
        return new Request(
                "Desk", "You are the order desk.", "en-US", "UTC", Instant.EPOCH, Map.of(), messages, tools, CONFIG);
    }
}

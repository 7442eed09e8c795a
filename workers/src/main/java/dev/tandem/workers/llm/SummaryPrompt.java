package dev.tandem.workers.llm;

import dev.tandem.workers.llm.LanguageModel.Message;
import dev.tandem.workers.llm.LanguageModel.Request;
import java.util.List;
import java.util.stream.Collectors;

/** Asks any model for a summary. The model is given the conversation to read, and does not take part in it. */
final class SummaryPrompt {

    private static final String INSTRUCTIONS = """
            You sum up a conversation for a colleague who takes it over now. In at most 100 words, in the language of \
            the conversation, say what the caller wants, what was found out and done, and what is still open. Say only \
            what was said or done; no greeting, no heading, no list.""";

    private SummaryPrompt() {}

    static Request of(Request conversation) {
        String read = conversation.messages().stream().map(SummaryPrompt::line).collect(Collectors.joining("\n"));
        return new Request(
                conversation.agent(),
                INSTRUCTIONS,
                conversation.language(),
                conversation.timeZone(),
                conversation.now(),
                conversation.variables(),
                List.of(new Message.Caller(read)),
                List.of(),
                conversation.config());
    }

    private static String line(Message message) {
        return switch (message) {
            case Message.Caller caller -> "Caller: " + caller.text();
            case Message.Agent agent -> agent.agent() + ": " + agent.text() + (agent.interrupted() ? " —" : "");
            case Message.Summary summary -> "Before: " + summary.text();
            case Message.ToolCalled called -> called.name() + " was called with " + called.arguments();
            case Message.ToolReturned returned -> returned.name() + " returned " + returned.result();
        };
    }
}

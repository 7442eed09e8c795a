package dev.tandem.workers.llm.builtin;

import dev.tandem.workers.llm.LanguageModel;
import dev.tandem.workers.llm.ModelException;
import java.time.DateTimeException;
import java.util.List;
import java.util.regex.Pattern;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * A deterministic dialogue model that needs no key and no network. It is a way to try and to test the platform, not a
 * language model. It knows English.
 *
 * <p>It chooses among the tools and paths that it is offered by sentence embeddings of their descriptions. It takes
 * values from the caller's words by the types of the parameters. It asks for what is missing with the parameter's
 * description. It speaks results through the tool's {@code say_result}.
 *
 * <p>Its config takes {@code style}: {@code friendly}, {@code formal} or {@code brief}.
 */
public final class BuiltinModel implements LanguageModel {

    /** A delta ends after a clause, which resembles a streaming model. */
    private static final Pattern CLAUSE_END = Pattern.compile("(?<=[,.;:!?] )");

    private final Intents intents;

    /** Loads the embedding model: about .8 s. */
    public BuiltinModel() {
        this(new MiniLm());
    }

    BuiltinModel(Embeddings embeddings) {
        this.intents = new Intents(embeddings);
    }

    @Override
    public void prepare(List<ToolSpec> tools) {
        intents.prepare(tools);
    }

    @Override
    public void summarise(Request request, Sink sink) {
        sink.text(Summing.up(request.messages()));
        sink.finished(FinishReason.STOP);
    }

    @Override
    public void answer(Request request, Sink sink) throws InterruptedException {
        if (!request.language().startsWith("en")) {
            throw new ModelException(
                    "builtin knows English only: give the agent another llm provider for " + request.language(), false);
        }
        DialogueDecision decision;
        try {
            decision = new Dialogue(request, intents).next();
        } catch (DateTimeException unknownZone) {
            throw new ModelException("unknown time zone " + request.timeZone(), false, unknownZone);
        }
        carryOut(decision, sink);
    }

    private static void carryOut(DialogueDecision decision, Sink sink) throws InterruptedException {
        switch (decision) {
            case DialogueDecision.SayFirst first -> {
                stream(first.words() + " ", sink);
                carryOut(first.then(), sink);
            }
            case DialogueDecision.Say say -> {
                stream(say.words(), sink);
                sink.finished(FinishReason.STOP);
            }
            case DialogueDecision.Call call -> {
                sink.toolCall(call.tool(), call.arguments());
                sink.finished(FinishReason.TOOL_CALLS);
            }
            case DialogueDecision.Confirm confirm -> {
                ObjectNode noted = JsonNodeFactory.instance.objectNode();
                noted.putArray("caller-confirmed").add(confirm.variable());
                sink.toolCall(Dialogue.NOTES, noted);
                sink.toolCall(confirm.path().tool(), confirm.path().arguments());
                sink.finished(FinishReason.TOOL_CALLS);
            }
        }
    }

    private static void stream(String words, Sink sink) throws InterruptedException {
        for (String clause : CLAUSE_END.splitAsStream(words).toList()) {
            if (Thread.interrupted()) {
                throw new InterruptedException("cancelled while answering");
            }
            sink.text(clause);
        }
    }
}

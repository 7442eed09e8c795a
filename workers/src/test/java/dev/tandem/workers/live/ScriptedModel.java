package dev.tandem.workers.live;

import dev.tandem.workers.llm.LanguageModel;
import dev.tandem.workers.provider.Provider;
import dev.tandem.workflows.graph.ProviderConfig;
import dev.tandem.workflows.graph.ProviderKind;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.function.Consumer;

/** Answers from scripts, one for each answer, and remembers what it was asked. */
public final class ScriptedModel implements LanguageModel, Provider<LanguageModel> {

    public final List<Request> requests = new ArrayList<>();
    private final Deque<Consumer<Sink>> scripts = new ArrayDeque<>();

    public synchronized ScriptedModel then(Consumer<Sink> script) {
        scripts.add(script);
        return this;
    }

    public ScriptedModel says(String text) {
        return then(sink -> sink.text(text));
    }

    @Override
    public synchronized void answer(Request request, Sink sink) {
        requests.add(request);
        Consumer<Sink> script = scripts.poll();
        if (script == null) {
            throw new IllegalStateException("the script has no answer to " + request.messages());
        }
        script.accept(sink);
    }

    synchronized int requestCount() {
        return requests.size();
    }

    public synchronized Request lastRequest() {
        return requests.getLast();
    }

    @Override
    public ProviderKind kind() {
        return ProviderKind.LLM;
    }

    @Override
    public String name() {
        return "scripted";
    }

    @Override
    public LanguageModel open(ProviderConfig config) {
        return this;
    }
}

package dev.tandem.bench.turn;

import dev.tandem.bench.session.ScriptedModel;
import dev.tandem.workers.llm.LanguageModel;
import dev.tandem.workers.provider.Provider;
import dev.tandem.workflows.graph.ProviderConfig;
import dev.tandem.workflows.graph.ProviderKind;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;

/** Says one word at every turn, some time after it was asked, and notes when it was; the caller's words name the call. */
final class DelayedModel implements LanguageModel, Provider<LanguageModel> {

    /**
     * The times of the last answer in a call, ns.
     *
     * @param spokeAt when the first word came
     */
    record Times(long askedAt, long spokeAt) {}

    private final long delayMs;
    private final Map<String, Times> times = new ConcurrentHashMap<>();

    DelayedModel(long delayMs) {
        this.delayMs = delayMs;
    }

    @Override
    public void answer(Request request, Sink sink) throws InterruptedException {
        long asked = System.nanoTime();
        TimeUnit.MILLISECONDS.sleep(delayMs);
        if (request.messages().getLast() instanceof Message.Caller(String call)) {
            times.put(call, new Times(asked, System.nanoTime()));
        }
        sink.text("word.");
    }

    Times of(String call) {
        return times.getOrDefault(call, new Times(0, 0));
    }

    @Override
    public ProviderKind kind() {
        return ProviderKind.LLM;
    }

    @Override
    public String name() {
        return ScriptedModel.NAME;
    }

    @Override
    public LanguageModel open(ProviderConfig config) {
        return this;
    }
}

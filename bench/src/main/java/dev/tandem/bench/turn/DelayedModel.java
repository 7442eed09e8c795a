package dev.tandem.bench.turn;

import dev.tandem.workers.llm.LanguageModel;
import dev.tandem.workers.llm.LanguageModelProvider;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;

/**
 * Says one word at every turn, some time after it was asked, and notes when it was asked. The caller's words name the
 * call.
 */
final class DelayedModel implements LanguageModel, LanguageModelProvider {

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
    public String name() {
        return ScriptedModel.NAME;
    }

    @Override
    public LanguageModel open() {
        return this;
    }

    @Override
    public void close() {}
}

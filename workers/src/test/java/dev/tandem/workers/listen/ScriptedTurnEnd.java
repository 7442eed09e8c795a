package dev.tandem.workers.listen;

import dev.tandem.workers.speech.TurnEnd;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;

/** Judges as the test tells it to, for all pauses alike; knows English. */
public final class ScriptedTurnEnd implements TurnEnd {

    /** What it was asked to judge. */
    public final List<short[]> asked = new CopyOnWriteArrayList<>();

    public volatile CompletableFuture<Double> verdict = CompletableFuture.completedFuture(.5);

    public void says(double finished) {
        verdict = CompletableFuture.completedFuture(finished);
    }

    @Override
    public boolean knows(String language) {
        return language.startsWith("en");
    }

    @Override
    public CompletableFuture<Double> finished(short[] samples) {
        asked.add(samples);
        return verdict.copy();
    }
}

package dev.tandem.workers.speech.local.moonshine;

import dev.tandem.workers.speech.SpeechException;
import dev.tandem.workers.speech.UtteranceRecogniser;
import java.util.Locale;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

/**
 * Recognises English, with as many threads as there are processors. A recognition keeps one processor busy, so more at
 * a time would only make every caller wait longer.
 */
public final class Moonshine implements UtteranceRecogniser, AutoCloseable {

    /** Sample rate, Hz. */
    static final int RATE = 16_000;

    /** Four windows of voice detection: the words are there when an utterance may end early (ADR 76). */
    private static final int PAUSE_MS = 128;

    private final Transcriber transcriber;
    private final ExecutorService threads;

    public Moonshine(Transcriber transcriber) {
        this.transcriber = transcriber;
        this.threads = Executors.newFixedThreadPool(
                Runtime.getRuntime().availableProcessors(),
                Thread.ofPlatform().daemon().name("speech-to-text-", 0).factory());
    }

    @Override
    public Recognition open(String language) {
        String primary = Locale.forLanguageTag(language).getLanguage();
        if (!primary.isEmpty() && !primary.equals("en")) {
            throw new SpeechException(
                    "Local speech to text knows English, not '" + language + "': name another provider.", false);
        }
        return new MoonshineRecognition(transcriber, threads);
    }

    @Override
    public int pauseMs() {
        return PAUSE_MS;
    }

    public void warmUp() {
        transcriber.transcribe(new float[RATE], () -> false);
    }

    @Override
    public void close() {
        for (Runnable waiting : threads.shutdownNow()) {
            ((MoonshineRecognition.Question) waiting).cancel();
        }
        boolean interrupted = false;
        // The sessions are freed next, so no recognition may still be inside one.
        while (!threads.isTerminated()) {
            try {
                threads.awaitTermination(1, TimeUnit.MINUTES);
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}

package dev.tandem.workers.speech;

import dev.tandem.workers.provider.ProviderUsage;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Keeps what a context reported, in order. */
final class HeardSpeech implements TextToSpeech.Sink {

    final List<String> told = new CopyOnWriteArrayList<>();

    @Override
    public void audio(short[] samples) {
        told.add("audio " + samples.length);
    }

    @Override
    public void timing(TextToSpeech.Timing timing) {
        told.add("timing " + timing.characters() + " at " + timing.ms());
    }

    @Override
    public void flushed() {
        told.add("flushed");
    }

    @Override
    public void usage(ProviderUsage.Characters characters) {
        told.add(characters.count() + " characters");
    }

    @Override
    public void finished() {
        told.add("finished");
    }

    @Override
    public void failed(SpeechException fault) {
        told.add("failed: " + fault.getMessage());
    }
}

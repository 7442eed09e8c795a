package dev.tandem.workers.speech.local.smartturn;

import dev.tandem.workers.parts.MissingPartException;
import dev.tandem.workers.parts.Parts;
import dev.tandem.workers.speech.TurnEnd;
import dev.tandem.workers.speech.local.onnx.LoadedOnce;
import java.nio.file.Files;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Judges on this machine, without a key. The model is a part that may be missing; then nobody is judged, and the words
 * alone decide. It is loaded when it is first needed.
 */
public final class SmartTurn implements TurnEnd {

    private static final Logger LOG = LoggerFactory.getLogger(SmartTurn.class);

    /** The 23 languages that its authors report for version 3 (benchmarks of the model's page). */
    private static final Set<String> LANGUAGES = Set.of(
            "ar", "bn", "da", "de", "en", "es", "fi", "fr", "hi", "id", "it", "ja", "ko", "mr", "nb", "nl", "nn", "no",
            "pl", "pt", "ru", "tr", "uk", "vi", "zh");

    private final LoadedOnce<SmartTurnThreads> engine = new LoadedOnce<>(
            models -> new SmartTurnThreads(models.session(SmartTurnModel.FILE)), SmartTurnThreads::close);

    private final boolean installed = isInstalled();

    private static boolean isInstalled() {
        try {
            return Files.isReadable(Parts.folder().resolve(SmartTurnModel.FILE));
        } catch (MissingPartException nowhere) {
            return false;
        }
    }

    @Override
    public boolean knows(String language) {
        return installed && LANGUAGES.contains(Locale.forLanguageTag(language).getLanguage());
    }

    @Override
    public CompletableFuture<Double> finished(short[] samples) {
        return engine.get().finished(samples);
    }

    /** Runs the model a few times: its first runs take up to half a second. */
    @Override
    public void warmUp() {
        if (installed) {
            engine.get().warmUp();
        } else {
            LOG.warn(
                    "The part {} is missing, so the end of a turn is found by the words alone: fetch it with"
                            + " `make parts`.",
                    SmartTurnModel.FILE);
        }
    }

    @Override
    public void close() {
        engine.close();
    }
}

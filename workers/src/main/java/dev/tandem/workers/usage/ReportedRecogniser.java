package dev.tandem.workers.usage;

import dev.tandem.workers.provider.ProviderNews;
import dev.tandem.workers.speech.SpeechEvent;
import dev.tandem.workers.speech.SpeechToText;
import java.util.function.Consumer;

/** A recogniser that tells one call what is reported about it. */
record ReportedRecogniser(SpeechToText recogniser, Consumer<ProviderNews> call) implements SpeechToText {

    @Override
    public int pauseMs() {
        return recogniser.pauseMs();
    }

    @Override
    public Stream open(Options options, Consumer<SpeechEvent> events) {
        return recogniser.open(options, event -> {
            if (event instanceof SpeechEvent.News(ProviderNews news)) {
                call.accept(news);
            } else {
                events.accept(event);
            }
        });
    }
}

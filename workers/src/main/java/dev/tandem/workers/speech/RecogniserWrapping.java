package dev.tandem.workers.speech;

import dev.tandem.workers.provider.Watch;
import dev.tandem.workers.provider.Wrapping;
import java.util.List;

final class RecogniserWrapping implements Wrapping<SpeechToText> {

    @Override
    public SpeechToText watched(SpeechToText one, Watch watch) {
        return new WatchedRecogniser(one, watch);
    }

    @Override
    public SpeechToText fallback(List<Candidate<SpeechToText>> candidates, FailoverListener listener) {
        return new FallbackRecogniser(candidates, listener);
    }
}

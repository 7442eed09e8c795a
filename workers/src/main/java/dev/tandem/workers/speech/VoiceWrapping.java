package dev.tandem.workers.speech;

import dev.tandem.workers.provider.Watch;
import dev.tandem.workers.provider.Wrapping;
import java.util.List;

final class VoiceWrapping implements Wrapping<TextToSpeech> {

    @Override
    public TextToSpeech watched(TextToSpeech one, Watch watch) {
        return new WatchedVoice(one, watch);
    }

    @Override
    public TextToSpeech fallback(List<Candidate<TextToSpeech>> candidates, FailoverListener listener) {
        return new FallbackVoice(candidates, listener);
    }
}

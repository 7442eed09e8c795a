package dev.tandem.workers.speech;

import dev.tandem.workers.provider.Watch;
import dev.tandem.workers.provider.Wrapping;
import java.util.List;

/** Leaves detectors unwrapped. The first candidate is the only one. */
final class NoWrapping implements Wrapping<VoiceDetector> {

    @Override
    public VoiceDetector watched(VoiceDetector one, Watch watch) {
        return one;
    }

    @Override
    public VoiceDetector fallback(List<Candidate<VoiceDetector>> candidates, FailoverListener listener) {
        return candidates.getFirst().opened().get();
    }
}

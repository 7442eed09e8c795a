package dev.tandem.workers.llm;

import dev.tandem.workers.provider.Watch;
import dev.tandem.workers.provider.Wrapping;
import java.util.List;

final class ModelWrapping implements Wrapping<LanguageModel> {

    @Override
    public LanguageModel watched(LanguageModel one, Watch watch) {
        return new WatchedModel(one, watch);
    }

    @Override
    public LanguageModel fallback(List<Candidate<LanguageModel>> candidates, FailoverListener listener) {
        return new FallbackModel(candidates, listener);
    }
}

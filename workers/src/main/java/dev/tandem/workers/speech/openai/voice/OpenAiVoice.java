package dev.tandem.workers.speech.openai.voice;

import dev.tandem.workers.speech.ByClause;
import dev.tandem.workers.speech.TextToSpeech;

/** Speaks clause by clause. What OpenAI sends has its own pauses. */
final class OpenAiVoice implements TextToSpeech {

    private final SpeechRequests requests;
    private final ByClause clauses;

    OpenAiVoice(SpeechRequests requests) {
        this.requests = requests;
        this.clauses = new ByClause(requests, _ -> 0);
    }

    @Override
    public void connect() {
        requests.connect();
    }

    @Override
    public Context open(Options options, Sink sink) {
        return clauses.open(options, sink);
    }
}

package dev.tandem.bench.testing;

import dev.tandem.bench.measure.BenchmarkFailure;
import dev.tandem.bench.measure.Samples;
import dev.tandem.callers.CallerFailure;
import dev.tandem.callers.SpeakingCaller;
import dev.tandem.callers.TandemClient;
import dev.tandem.workers.room.livekit.LiveKitCallers;
import dev.tandem.workers.speech.Speech;
import dev.tandem.workflows.graph.ProviderConfig;
import java.util.List;
import java.util.function.BooleanSupplier;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

/**
 * Makes spoken calls, one after the other.
 *
 * @param workflow id of what is called
 */
record LiveCalls(TandemClient api, String workflow, Speech speech, LiveKitCallers callers) {

    private static final ProviderConfig LOCAL =
            new ProviderConfig("local", JsonNodeFactory.instance.objectNode().put("provider", "local"));

    /** Lines that the agent answers with words alone, after a transfer or none. */
    private static final List<String> LINES =
            List.of("What can you do for me?", "Thank you very much.", "Where is my order?", "Thank you very much.");

    /**
     * Makes calls.
     *
     * @param most so many calls
     * @param wanted asked before each line; where it says no, no line and no call begins any more
     */
    void make(int most, BooleanSupplier wanted, Samples firstSounds) throws InterruptedException {
        for (int n = 0; n < most && wanted.getAsBoolean(); n++) {
            try {
                call(wanted, firstSounds);
            } catch (CallerFailure failure) {
                throw new BenchmarkFailure(String.valueOf(failure.getMessage()));
            }
        }
    }

    private void call(BooleanSupplier wanted, Samples firstSounds) throws InterruptedException {
        JsonNode call = api.post(
                "/api/calls",
                JsonNodeFactory.instance
                        .objectNode()
                        .put("workflow_id", workflow)
                        .put("channel", "voice"));
        try (SpeakingCaller caller = new SpeakingCaller(
                callers,
                call.path("livekit").path("url").asString(),
                call.path("livekit").path("token").asString(),
                speech.textToSpeech(LOCAL),
                "",
                speech.speechToText(LOCAL))) {
            var _ = caller.greeting();
            for (String line : LINES) {
                if (!wanted.getAsBoolean()) {
                    return;
                }
                double ms = caller.say(line).firstSoundMs();
                if (wanted.getAsBoolean()) {
                    firstSounds.add(ms);
                }
            }
        }
    }
}

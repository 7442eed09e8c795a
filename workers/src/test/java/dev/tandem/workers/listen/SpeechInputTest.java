package dev.tandem.workers.listen;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.tandem.workers.provider.ProviderException.Reason;
import dev.tandem.workers.speech.SpeechEvent;
import dev.tandem.workers.speech.SpeechException;
import dev.tandem.workers.speech.SpeechToText;
import dev.tandem.workers.speech.VoiceActivity;
import dev.tandem.workflows.document.GraphDocument;
import dev.tandem.workflows.graph.Agent;
import dev.tandem.workflows.graph.AgentGraph;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

/** Listens through recognisers that stream. */
class SpeechInputTest {

    private static final AgentGraph GRAPH =
            GraphDocument.load(JsonMapper.shared().readTree("""
            {"agents": [
              {"id": "a", "name": "Intake", "instructions": "Help.",
               "turn_taking": {"endpointing_min_ms": 500, "endpointing_max_ms": 6000}},
              {"id": "b", "name": "Billing", "instructions": "Bill.", "stt": {"provider": "other"}},
              {"id": "c", "name": "Orders", "instructions": "Order.", "stt": {"provider": "other"}},
              {"id": "text", "name": "Words", "instructions": "Help.", "turn_taking": {"end_of_turn": "text"}},
              {"id": "provider", "name": "Ends", "instructions": "Help.",
               "turn_taking": {"end_of_turn": "provider"}}]}
            """));

    /** Samples that were played. */
    private long sounded;

    private final List<EarlyEnd> ends = new CopyOnWriteArrayList<>();
    private final ScriptedTurnEnd voices = new ScriptedTurnEnd();
    private volatile boolean agentIsSilent = true;
    private final List<String> told = new CopyOnWriteArrayList<>();
    private final List<StreamingRecogniser> recognisers = new CopyOnWriteArrayList<>();
    private final SpeechInput ears = new SpeechInput(
            new Loudness(), this::recogniser, voices, "en-US", agent("a"), Duration.ofSeconds(60), new Told());

    @AfterEach
    void close() {
        ears.close();
    }

    @Test
    void aStreamIsOpenBeforeAnybodySpeaks() {
        assertThat(recognisers).hasSize(1);
        assertThat(recognisers.getFirst().agent).isEqualTo("a");
    }

    @Test
    void theStreamHearsSilenceTooAndWhatOurOwnDetectionFinds() {
        silence(320);
        speech(640);
        await().until(() -> recognisers.getFirst().marks.contains("started"));
        silence(300);
        await().until(() -> recognisers.getFirst().marks.contains("paused"));
        recognisers.getFirst().answer.complete("Where is my order?");
        silence(600);
        await().untilAsserted(
                        () -> assertThat(told).containsExactly("perhaps Where is my order?", "Where is my order?"));
        assertThat(recognisers.getFirst().marks).containsExactly("started", "paused", "ended");
        assertThat(recognisers.getFirst().samples).hasValueGreaterThan(16 * 1_500);
    }

    @Test
    void theNextAgentsStreamIsOpenedWhenTheAgentBecomesActive() {
        ears.tune(agent("b"));
        silence(64);
        await().until(() -> recognisers.size() == 2);
        assertThat(recognisers.getLast().agent).isEqualTo("b");
        await().until(() -> recognisers.getFirst().marks.equals(List.of("close")));
    }

    @Test
    void agentsWithTheSameRecogniserShareAStream() {
        ears.tune(agent("b"));
        silence(64);
        await().until(() -> recognisers.size() == 2);
        ears.tune(agent("c"));
        speech(640);
        await().until(() -> recognisers.getLast().marks.contains("started"));
        assertThat(recognisers).hasSize(2);
    }

    @Test
    void aRecogniserMaySayThatTheTurnIsOver() {
        speech(640);
        silence(300);
        await().until(() -> recognisers.getFirst().marks.contains("paused"));
        recognisers.getFirst().answer.complete("I would like to");
        recognisers.getFirst().events.accept(new SpeechEvent.EndOfTurn(.9));
        silence(400);
        await().until(() -> told.contains("I would like to"));
    }

    @Test
    void whoHasMostProbablyFinishedIsAnsweredEarly() {
        voices.says(.99);
        pausesAfter("Where is my order?");
        silence(100);
        await().until(() -> told.contains("early Where is my order?"));
        assertThat(voices.asked).hasSize(1);
        silence(500);
        await().untilAsserted(() -> assertThat(told)
                .containsExactly(
                        "perhaps Where is my order?",
                        "early Where is my order?",
                        "due Where is my order?",
                        "Where is my order?"));
        assertThat(recognisers.getFirst().marks).containsExactly("started", "paused", "ended");
        assertThat(ends.getFirst().take()).isFalse();
    }

    @Test
    void aVoicemailIsPassedOverAndNotAnsweredEarly() {
        voices.says(.99);
        recognisers.getFirst().answer.complete("Please leave a message after the tone.");
        speech(640);
        silence(900);
        await().untilAsserted(() -> assertThat(told).containsExactly("passed over"));
    }

    @Test
    void theVoiceIsJudgedFromBeforeTheUtteranceToThePause() {
        silence(640);
        pausesAfter("Where is my order?");
        assertThat(voices.asked).singleElement().satisfies(samples -> {
            // 64 ms of the voice were needed to find it, and 320 ms before are kept; the pause has 224 to 320 ms.
            assertThat(samples.length / 16).isBetween(288 + 640 + 224, 288 + 640 + 320);
            assertThat(samples[16 * 250]).isZero();
            assertThat(samples[16 * 400]).isEqualTo((short) 10_000);
        });
    }

    @Test
    void aLongUtteranceIsJudgedByItsLastEightSeconds() {
        silence(640);
        for (int n = 0; n < 20; n++) {
            speech(480);
            isHeard();
        }
        recognisers.getFirst().answer.complete("Where is my order?");
        silence(300);
        await().until(() -> !voices.asked.isEmpty());
        assertThat(voices.asked.getFirst()).hasSize(128_000);
        assertThat(voices.asked.getFirst()[0]).isEqualTo((short) 10_000);
    }

    @Test
    void whoGoesOnWithdrawsAnEarlyEndAndTheirWordsAreOneUtterance() {
        voices.says(.99);
        pausesAfter("Where is my order?");
        silence(100);
        await().until(() -> told.contains("early Where is my order?"));
        speech(128);
        await().until(() -> told.contains("went on"));
        assertThat(ends.getFirst().take()).isFalse();
        voices.says(.5);
        silence(800);
        await().until(() -> told.getLast().equals("Where is my order?"));
        assertThat(recognisers.getFirst().marks).containsExactly("started", "paused", "resumed", "paused", "ended");
    }

    @Test
    void whatFollowsAnEndThatWasTakenIsAnotherUtterance() {
        voices.says(.99);
        pausesAfter("Where is my order?");
        silence(100);
        await().until(() -> !ends.isEmpty());
        assertThat(ends.getFirst().take()).isTrue();
        assertThat(ears.hears()).isFalse();
        silence(64);
        await().until(() -> recognisers.getFirst().marks.contains("ended"));
        speech(320);
        silence(900);
        await().until(() -> recognisers.getFirst().marks.size() == 6);
        assertThat(recognisers.getFirst().marks)
                .containsExactly("started", "paused", "ended", "started", "paused", "ended");
        assertThat(told).doesNotContain("went on");
    }

    @Test
    void aVoiceThatSoundsUnfinishedIsGivenLonger() {
        voices.says(.05);
        pausesAfter("Where is my order?");
        silence(400);
        isHeard();
        assertThat(told).containsExactly("perhaps Where is my order?");
        silence(200);
        await().until(() -> told.contains("Where is my order?"));
    }

    @Test
    void aVerdictThatFailsOrNeverComesLeavesTheWords() {
        voices.verdict = CompletableFuture.failedFuture(new SpeechException("broken", false));
        pausesAfter("Where is my order?");
        silence(300);
        await().until(() -> told.contains("Where is my order?"));
        voices.verdict = new CompletableFuture<>();
        speech(640);
        silence(600);
        await().until(() -> told.stream().filter("Where is my order?"::equals).count() == 2);
        assertThat(told.toString()).doesNotContain("early");
    }

    @Test
    void aVerdictThatComesLateStillEndsBeforeTheUsualTime() {
        voices.verdict = new CompletableFuture<>();
        pausesAfter("Where is my order?");
        silence(64);
        isHeard();
        voices.verdict.complete(.99);
        silence(64);
        await().until(() -> told.contains("early Where is my order?"));
    }

    @Test
    void nobodyIsJudgedWhileTheAgentSpeaks() {
        agentIsSilent = false;
        voices.says(.99);
        pausesAfter("Where is my order?");
        silence(300);
        await().until(() -> told.contains("Where is my order?"));
        assertThat(voices.asked).isEmpty();
    }

    @Test
    void nobodyIsJudgedAfterKeysUntilTheNextUtterance() {
        ears.keyPressed();
        voices.says(.99);
        pausesAfter("Where is my order?");
        silence(300);
        await().until(() -> told.contains("Where is my order?"));
        assertThat(voices.asked).isEmpty();
        speech(640);
        silence(400);
        await().until(() -> told.contains("early Where is my order?"));
    }

    @Test
    void onThePhoneTheVoiceMustBeSurer() {
        ears.onThePhone();
        voices.says(.96);
        pausesAfter("Where is my order?");
        silence(300);
        await().until(() -> told.contains("Where is my order?"));
        assertThat(told).doesNotContain("early Where is my order?");
    }

    @Test
    void inNoiseNobodyEndsEarly() {
        voices.says(.99);
        recognisers.getFirst().answer.complete("Where is my order?");
        speech(640);
        sound(1_000, 700);
        await().until(() -> told.contains("Where is my order?"));
        assertThat(voices.asked).hasSize(1);
        assertThat(told).doesNotContain("early Where is my order?");
    }

    @Test
    void wordsAloneCountWhereTheDocumentSaysSo() {
        tuned("text");
        voices.says(.99);
        pausesAfter("Where is my order?");
        silence(300);
        await().until(() -> told.contains("Where is my order?"));
        assertThat(voices.asked).isEmpty();
        assertThat(told).doesNotContain("early Where is my order?");
    }

    @Test
    void theRecogniserMayEndTheTurnEarlyWhereTheDocumentSaysSo() {
        tuned("provider");
        pausesAfter("Where is my order?");
        recognisers.getFirst().events.accept(new SpeechEvent.EndOfTurn(.9));
        silence(100);
        await().until(() -> told.contains("early Where is my order?"));
        assertThat(voices.asked).isEmpty();
    }

    /** What an agent wants counts from the next utterance on. */
    private void tuned(String id) {
        ears.tune(agent(id));
        pausesAfter("Hello.");
        silence(400);
        await().until(() -> told.contains("Hello."));
        told.clear();
        voices.asked.clear();
        recognisers.getFirst().answer.obtrudeValue("Where is my order?");
    }

    private void pausesAfter(String words) {
        recognisers.getFirst().answer.complete(words);
        speech(640);
        silence(256);
        await().until(() -> told.contains("perhaps " + words));
    }

    @Test
    void wordsAreToldWhileSomebodyWantsThem() {
        recognisers.getFirst().events.accept(new SpeechEvent.Partial("unwanted"));
        ears.wantWords(true);
        recognisers.getFirst().events.accept(new SpeechEvent.Partial("wait"));
        assertThat(told).containsExactly("words wait");
        silence(64);
        await().until(() -> recognisers.getFirst().marks.contains("partials"));
    }

    @Test
    void aStreamThatIsLostIsOpenedAgain() {
        recognisers.getFirst().events.accept(new SpeechEvent.Fault(new SpeechException(Reason.UNAVAILABLE, "1011")));
        await().until(() -> {
            silence(64);
            return recognisers.size() == 2;
        });
        assertThat(told).containsExactly("deaf 1011");
    }

    @Test
    void musicIsCutPassedOverAndNoUtterance() {
        recognisers.getFirst().answer.complete("you you you");
        for (int n = 0; n < 190; n++) {
            speech(1_024);
            isHeard();
        }
        assertThat(told).containsExactly("passed over", "passed over", "passed over");
        assertThat(recognisers.getFirst().marks).startsWith("started", "ended", "started", "ended", "started", "ended");
        assertThat(ears.hears()).isFalse();

        for (int n = 0; n < 7; n++) {
            silence(1_024);
            isHeard();
        }
        assertThat(told).hasSize(4).containsOnly("passed over");
        speech(640);
        await().until(ears::hears);
        silence(800);
        await().until(() -> told.getLast().equals("you you you"));
    }

    @Test
    void longSpeechWithPausesIsHeardInPieces() {
        recognisers.getFirst().answer.complete("and another thing is that my");
        for (int n = 0; n < 100; n++) {
            speech(640);
            silence(320);
            isHeard();
        }
        assertThat(told).contains("and another thing is that my").doesNotContain("passed over");
        assertThat(recognisers.getFirst().marks.stream().filter("ended"::equals).count())
                .isEqualTo(1);
    }

    private void isHeard() {
        await().pollInterval(Duration.ofMillis(1))
                .until(() -> recognisers.getFirst().samples.get() > sounded - VoiceActivity.WINDOW);
    }

    private void speech(int ms) {
        sound(10_000, ms);
    }

    private void silence(int ms) {
        sound(0, ms);
    }

    private void sound(int amplitude, int ms) {
        sounded += 16L * ms;
        short[] samples = new short[16 * ms];
        Arrays.fill(samples, (short) amplitude);
        ears.audio(samples, samples.length);
    }

    private SpeechToText recogniser(Agent agent) {
        return (_, events) -> {
            StreamingRecogniser stream = new StreamingRecogniser(agent.id(), events);
            recognisers.add(stream);
            return stream;
        };
    }

    private static Agent agent(String id) {
        return GRAPH.agent(id);
    }

    /** Keeps what it is told; the test answers in its place. */
    private static final class StreamingRecogniser implements SpeechToText.Stream {

        private final String agent;
        private final Consumer<SpeechEvent> events;
        private final List<String> marks = new CopyOnWriteArrayList<>();
        private final CompletableFuture<String> answer = new CompletableFuture<>();
        private final AtomicInteger samples = new AtomicInteger();

        private StreamingRecogniser(String agent, Consumer<SpeechEvent> events) {
            this.agent = agent;
            this.events = events;
        }

        @Override
        public void audio(float[] audio, int offset, int length) {
            samples.addAndGet(length);
        }

        @Override
        public void started() {
            marks.add("started");
        }

        @Override
        public CompletableFuture<String> paused() {
            marks.add("paused");
            return answer;
        }

        @Override
        public void resumed() {
            marks.add("resumed");
        }

        @Override
        public CompletableFuture<String> ended() {
            marks.add("ended");
            return answer;
        }

        @Override
        public void wantPartials(boolean wanted) {
            marks.add("partials");
        }

        @Override
        public void close() {
            marks.add("close");
        }
    }

    /** Loud audio is speech. */
    private static final class Loudness implements VoiceActivity {

        @Override
        public float probability(float[] samples, int offset) {
            return Math.abs(samples[offset]) > .1f ? 1 : 0;
        }

        @Override
        public void reset() {}

        @Override
        public void close() {}
    }

    private final class Told implements SpeechInput.Listener {

        @Override
        public void interrupting(long at) {}

        @Override
        public void words(String soFar) {
            told.add("words " + soFar);
        }

        @Override
        public void perhaps(String text) {
            told.add("perhaps " + text);
        }

        @Override
        public void wentOn() {
            told.add("went on");
        }

        @Override
        public boolean agentIsSilent() {
            return agentIsSilent;
        }

        @Override
        public void early(EarlyEnd end) {
            told.add("early " + end.text());
            ends.add(end);
        }

        @Override
        public void due(EarlyEnd end) {
            told.add("due " + end.text());
        }

        @Override
        public void utterance(String text, long lastVoicedAt, double sttMs) {
            told.add(text);
        }

        @Override
        public void passedOver() {
            told.add("passed over");
        }

        @Override
        public void noWords() {
            told.add("no words");
        }

        @Override
        public void deaf(SpeechException fault) {
            told.add("deaf " + fault.getMessage());
        }

        @Override
        public void unheard() {
            told.add("unheard");
        }

        @Override
        public void broken(Throwable fault) {
            told.add("broken " + fault);
        }
    }
}

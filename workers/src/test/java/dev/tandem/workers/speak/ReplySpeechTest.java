package dev.tandem.workers.speak;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tandem.workers.audio.PlayedByHand;
import dev.tandem.workers.audio.Playout;
import dev.tandem.workers.audio.SpokenClause;
import dev.tandem.workers.speech.SpeechException;
import dev.tandem.workers.speech.TextToSpeech;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** Speaks one reply through voices that stream. */
class ReplySpeechTest {

    private final List<String> heard = new ArrayList<>();
    private final List<SpeechException> faults = new ArrayList<>();
    private final StreamingVoice soprano = new StreamingVoice();
    private final StreamingVoice alto = new StreamingVoice();
    private final Playout playout = new Playout(_ -> {}, new Drained());
    private final PlayedByHand pacer = new PlayedByHand(playout);
    private final CompletableFuture<Void> gate = new CompletableFuture<>();
    private final ReplyPlayback reply = new ReplyPlayback(playout, gate, ReplyPlayback.Resumption.NONE, faults::add);

    @Test
    void clausesOfOneVoiceAreSaidInOneContext() {
        gate.complete(null);
        say("One. Two. ", soprano);
        reply.flush(voice(soprano));
        reply.finish();
        assertThat(soprano.told).containsExactly("open", "One.", "flush", " Two.", "flush", "finish");
    }

    @Test
    void anotherVoiceSpeaksWhenTheOneBeforeHasComeToItsEnd() {
        gate.complete(null);
        reply.sayWhole("One.", voice(soprano));
        reply.sayWhole("Two.", voice(alto));
        assertThat(soprano.told).containsExactly("open", "One.", "flush", "finish");
        assertThat(alto.told).isEmpty();
        soprano.sink.flushed();
        soprano.sink.finished();
        assertThat(alto.told).containsExactly("open", "Two.", "flush");
    }

    @Test
    void beforeItMaySoundOnlyTheFirstClauseIsSynthesised() {
        reply.sayWhole("One. Two. Three.", voice(soprano));
        soprano.sink.audio(new short[240]);
        soprano.sink.flushed();
        assertThat(soprano.told).containsExactly("open", "One.", "flush");
        assertThat(play(1)).isEmpty();
        gate.complete(null);
        assertThat(soprano.told).endsWith(" Two.", "flush", " Three.", "flush");
        play(1);
        assertThat(reply.spoken()).isEqualTo("One.");
    }

    @Test
    void aReplyThatIsFinishedBeforeItMaySoundDrainsWhenItHasSounded() {
        reply.sayWhole("One.", voice(soprano));
        reply.finish();
        soprano.sink.audio(new short[240]);
        soprano.sink.flushed();
        soprano.sink.finished();
        assertThat(play(2)).isEmpty();
        gate.complete(null);
        assertThat(play(2)).containsExactly("drained");
    }

    @Test
    void aPhraseHoldsTheCallerUntilTheReplyComes() {
        gate.complete(null);
        reply.sayWhole("One.", voice(soprano));
        assertThat(reply.hold("One moment.", List.of(new short[240]))).isTrue();
        play(1);
        assertThat(reply.spoken()).isEqualTo("One moment.");
        soprano.sink.audio(new short[240]);
        soprano.sink.flushed();
        play(1);
        assertThat(reply.spoken()).isEqualTo("One moment. One.");
    }

    @Test
    void aReplyThatIsThereIsNotHeldUp() {
        gate.complete(null);
        reply.sayWhole("One.", voice(soprano));
        soprano.sink.audio(new short[240]);
        assertThat(reply.hold("One moment.", List.of(new short[240]))).isFalse();
        assertThat(reply.hold("One moment.", List.of())).isFalse();
        soprano.sink.flushed();
        play(2);
        assertThat(reply.spoken()).isEqualTo("One.");
    }

    @Test
    void nothingSoundsThatIsFinishedAfterTheEnd() {
        gate.complete(null);
        reply.sayWhole("One.", voice(soprano));
        reply.cut();
        soprano.sink.audio(new short[240]);
        soprano.sink.flushed();
        play(1);
        assertThat(reply.spoken()).isEmpty();
        assertThat(soprano.told).endsWith("close");
    }

    @Test
    void aFaultCostsTheClauseAndNotThoseBehindIt() {
        gate.complete(null);
        reply.sayWhole("One. Two. Three.", voice(soprano));
        soprano.sink.audio(new short[240]);
        soprano.sink.flushed();
        soprano.sink.failed(new SpeechException("connection reset", true));
        assertThat(faults).hasSize(1);
        assertThat(soprano.told).endsWith("open", "Three.", "flush");
        soprano.sink.audio(new short[240]);
        soprano.sink.flushed();
        play(2);
        assertThat(reply.spoken()).isEqualTo("One. Three.");
    }

    @Test
    void aVoiceThatCannotBeOpenedCostsEachClause() {
        gate.complete(null);
        soprano.mute = true;
        reply.sayWhole("One. Two.", voice(soprano));
        reply.finish();
        assertThat(faults).hasSize(2);
        assertThat(play(1)).containsExactly("drained");
    }

    @Test
    void wordsCountByTheTimesThatTheVoiceTells() {
        gate.complete(null);
        reply.sayWhole("Hi. Where have you been all this time?", voice(soprano));
        soprano.sink.audio(new short[240]);
        soprano.sink.flushed();
        soprano.sink.timing(new TextToSpeech.Timing("Hi. Where".length(), 10 + 20));
        soprano.sink.timing(new TextToSpeech.Timing("Hi. Where have you been".length(), 10 + 90));
        soprano.sink.audio(new short[24 * 100]);
        play(1 + 3);
        assertThat(reply.spoken()).isEqualTo("Hi. Where");
        play(6);
        assertThat(reply.spoken()).isEqualTo("Hi. Where have you been");
    }

    private void say(String text, StreamingVoice by) {
        reply.say(text, voice(by));
    }

    private static ReplyPlayback.Voice voice(StreamingVoice voice) {
        return new ReplyPlayback.Voice(voice, "", 1);
    }

    /** Sends frames of 10 ms, and returns what the playout reported so far. */
    private List<String> play(int frames) {
        for (int frame = 0; frame < frames; frame++) {
            pacer.advance();
        }
        return heard;
    }

    private final class Drained implements Playout.Listener {

        @Override
        public void clauseStarted(SpokenClause clause, long at) {}

        @Override
        public void drained() {
            heard.add("drained");
        }

        @Override
        public void stalled() {}
    }

    /** Keeps what it is told; the test speaks in its place. */
    private static final class StreamingVoice implements TextToSpeech {

        private final List<String> told = new ArrayList<>();
        private boolean mute;
        private Sink sink = new Nobody();

        @Override
        public Context open(Options options, Sink listener) {
            if (mute) {
                throw new SpeechException("no such voice", false);
            }
            told.add("open");
            sink = listener;
            return new Context() {
                @Override
                public void say(String text) {
                    told.add(text);
                }

                @Override
                public void flush() {
                    told.add("flush");
                }

                @Override
                public void finish() {
                    told.add("finish");
                }

                @Override
                public void close() {
                    told.add("close");
                }
            };
        }
    }

    /** Stands for a sink before a context is opened. */
    private static final class Nobody implements TextToSpeech.Sink {

        @Override
        public void audio(short[] samples) {}

        @Override
        public void flushed() {}

        @Override
        public void finished() {}

        @Override
        public void failed(SpeechException fault) {}
    }
}

package dev.tandem.workers.speak;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.tandem.workers.audio.Pacer;
import dev.tandem.workers.audio.Playout;
import dev.tandem.workers.audio.SpokenClause;
import dev.tandem.workers.speech.ByClause;
import dev.tandem.workers.speech.ClauseSynthesiser;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

class ReplyPlaybackTest {

    private final List<String> started = new CopyOnWriteArrayList<>();
    private final CountDownLatch synthesising = new CountDownLatch(1);
    private final CountDownLatch cut = new CountDownLatch(1);
    private final CountDownLatch synthesised = new CountDownLatch(1);

    @Test
    void audioThatIsFinishedAfterACutReachesNobody() throws InterruptedException {
        Playout playout = new Playout(_ -> {}, new Started());
        try (Pacer pacer = new Pacer()) {
            pacer.add(playout);
            ReplyPlayback delivery =
                    new ReplyPlayback(playout, CompletableFuture.allOf(), ReplyPlayback.Resumption.NONE, fault -> {
                        throw fault;
                    });
            delivery.sayWhole("Too late.", new ReplyPlayback.Voice(new ByClause(new StubbornVoice()), "", 1));
            synthesising.await();
            delivery.cut();
            cut.countDown();
            synthesised.await();
            // The marker comes behind whatever of the reply is on its way.
            playout.offer(new SpokenClause("marker"), new short[240]);
            await().until(() -> !started.isEmpty());
        }
        assertThat(started).containsExactly("marker");
    }

    /** Ignores interrupts, as a native synthesis does. */
    private final class StubbornVoice implements ClauseSynthesiser {

        @Override
        public void speak(Clause clause, AudioSink sink) {
            synthesising.countDown();
            boolean waiting = true;
            while (waiting) {
                try {
                    cut.await();
                    waiting = false;
                } catch (InterruptedException ignoredAsNativeCodeDoes) {
                    assertThat(Thread.currentThread().isInterrupted()).isFalse();
                }
            }
            sink.audio(new short[240]);
            synthesised.countDown();
        }
    }

    private final class Started implements Playout.Listener {

        @Override
        public void clauseStarted(SpokenClause clause, long at) {
            started.add(clause.text());
        }

        @Override
        public void drained() {}

        @Override
        public void stalled() {}
    }
}

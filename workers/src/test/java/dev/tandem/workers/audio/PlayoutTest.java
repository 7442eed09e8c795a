package dev.tandem.workers.audio;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class PlayoutTest {

    private static final long MS = 1_000_000;

    private long now;
    private final List<Integer> loudSamples = new ArrayList<>();
    private final List<String> told = new ArrayList<>();
    private final Playout playout = new Playout(this::send, new Told());

    @Test
    void everySampleLeavesOnceAndInWholeFrames() {
        SpokenClause clause = clause("Hello there.", 250);
        playout.finish();
        ticks(3);
        assertThat(loudSamples).containsExactly(240, 10, 0);
        assertThat(clause.spoken()).isEqualTo("Hello there.");
        assertThat(told).containsExactly("started Hello there.", "drained");
    }

    @Test
    void aCutKeepsOnlyTheWordsThatLeft() {
        SpokenClause clause = clause("one two three four", 2400);
        clause("five six", 2400);
        ticks(5);
        playout.cut();
        ticks(3);
        assertThat(clause.spoken()).isEqualTo("one two");
        assertThat(loudSamples).containsExactly(240, 240, 240, 240, 240, 0, 0, 0);
    }

    @Test
    void aPauseLosesNothing() {
        SpokenClause clause = clause("Hello.", 480);
        ticks(1);
        playout.pause();
        ticks(2);
        playout.resume();
        ticks(1);
        assertThat(loudSamples).containsExactly(240, 0, 0, 240);
        assertThat(clause.spoken()).isEqualTo("Hello.");
    }

    @Test
    void aProcessThatStoodStillSaysNothingUntilItIsReleased() {
        clause("Hello.", 480);
        playout.stalled(now);
        ticks(2);
        assertThat(loudSamples).containsExactly(0, 0);
        playout.release();
        ticks(1);
        assertThat(loudSamples).containsExactly(0, 0, 240);
        assertThat(told).containsExactly("stalled", "started Hello.");
    }

    @Test
    void whatIsSaidWhileNobodyCanHearItWaits() {
        playout.shut();
        clause("Hello.", 480);
        playout.finish();
        ticks(2);
        assertThat(told).isEmpty();
        playout.open();
        ticks(3);
        assertThat(loudSamples).containsExactly(0, 0, 240, 240, 0);
        assertThat(told).containsExactly("started Hello.", "drained");
    }

    @Test
    void aProcessThatStoodStillBeforeItCouldBeHeardIsSilentUntilItIsReleased() {
        playout.shut();
        clause("Hello.", 240);
        playout.stalled(now);
        playout.open();
        ticks(1);
        playout.release();
        ticks(1);
        assertThat(loudSamples).containsExactly(0, 240);
    }

    @Test
    void speechThatBeginsIsSentAtOnceAndThenEveryTenMilliseconds() {
        ticks(1);
        assertThat(playout.tick(4 * MS)).isEqualTo(10 * MS);
        clause("Hello.", 720);
        assertThat(playout.tick(4 * MS)).isEqualTo(14 * MS);
        assertThat(playout.tick(13 * MS)).isEqualTo(14 * MS);
        assertThat(playout.tick(14 * MS)).isEqualTo(24 * MS);
        assertThat(loudSamples).containsExactly(0, 240, 240);
    }

    @Test
    void silenceGivesTheLeadBackThatSpeechTook() {
        ticks(1);
        clause("Hello.", 240);
        assertThat(playout.tick(4 * MS)).isEqualTo(14 * MS);
        assertThat(playout.tick(14 * MS)).isEqualTo(20 * MS);
        assertThat(playout.tick(20 * MS)).isEqualTo(30 * MS);
        assertThat(loudSamples).containsExactly(0, 240, 0);
    }

    @Test
    void aClockThatIsLateCatchesUp() {
        clause("Hello.", 720);
        assertThat(playout.tick(25 * MS)).isEqualTo(10 * MS);
        assertThat(playout.tick(25 * MS)).isEqualTo(20 * MS);
        assertThat(playout.tick(25 * MS)).isEqualTo(30 * MS);
        assertThat(loudSamples).containsExactly(240, 240, 240);
    }

    @Test
    void aFrameCostsNoObject() {
        Playout silent = new Playout(frame -> {}, new Told());
        silent.offer(new SpokenClause("Hello."), new short[50_000 * Playout.FRAME]);
        assertThat(Allocations.bytesOf(() -> now = silent.tick(now))).isZero();
    }

    private SpokenClause clause(String text, int samples) {
        SpokenClause clause = new SpokenClause(text);
        short[] loud = new short[samples];
        Arrays.fill(loud, (short) 1000);
        playout.offer(clause, loud);
        clause.complete();
        return clause;
    }

    private void ticks(int count) {
        for (int i = 0; i < count; i++) {
            now = playout.tick(now);
        }
    }

    private void send(short[] frame) {
        int loud = 0;
        for (short sample : frame) {
            loud += sample != 0 ? 1 : 0;
        }
        loudSamples.add(loud);
    }

    private final class Told implements Playout.Listener {

        @Override
        public void clauseStarted(SpokenClause clause, long at) {
            told.add("started " + clause.text());
        }

        @Override
        public void drained() {
            told.add("drained");
        }

        @Override
        public void stalled() {
            told.add("stalled");
        }
    }
}

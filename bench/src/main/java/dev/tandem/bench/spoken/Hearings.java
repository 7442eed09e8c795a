package dev.tandem.bench.spoken;

import dev.tandem.bench.measure.Goal;
import dev.tandem.bench.measure.Row;
import dev.tandem.bench.measure.Samples;
import java.util.ArrayList;
import java.util.List;

/** What two agents made of the same clips: one that judges the voice, too, and one that has the words alone. */
final class Hearings {

    /** What a share may be more than another by rounding, %. */
    private static final double ROUNDING = .05;

    private final String name;
    private final Samples waits = new Samples();
    private final Samples waitsByWords = new Samples();
    private final Samples withdrawn;
    private int whole;
    private int early;
    private int open;
    private int splits;
    private int splitsByWords;
    private int falseStarts;

    /** @param withdrawn takes how soon early ends were withdrawn */
    Hearings(String name, Samples withdrawn) {
        this.name = name;
        this.withdrawn = withdrawn;
    }

    void add(Clip clip, Listening voice, Listening words) {
        if (clip.goesOn()) {
            open++;
            splits += voice.wasSplit() ? 1 : 0;
            splitsByWords += words.wasSplit() ? 1 : 0;
            falseStarts += voice.startedFalsely() ? 1 : 0;
            if (voice.withdrawnMs() >= 0) {
                withdrawn.add(voice.withdrawnMs());
            }
        } else {
            whole++;
            early += voice.endedEarly() ? 1 : 0;
            heard(voice.waitMs(), waits);
            heard(words.waitMs(), waitsByWords);
        }
    }

    private static void heard(double ms, Samples in) {
        if (ms >= 0) {
            in.add(ms);
        }
    }

    /** @param noisy whether hardly any end should be early */
    List<Row> rows(boolean noisy) {
        List<Row> rows = new ArrayList<>();
        rows.add(
                waits.count() == 0 || waitsByWords.count() == 0
                        ? Row.notMeasured(name, "ms")
                        : Row.of(name, "ms", waits).beside("by the words alone", waitsByWords));
        Row ended = Row.of(name + "-early", "% of " + whole, share(early, whole));
        rows.add(noisy ? ended.goal(Goal.Figure.MAX, 10) : ended);
        double today = percent(splitsByWords, open) + ROUNDING;
        rows.add(Row.of(name + "-splits", "% of " + open, share(splits, open))
                .goal(Goal.Figure.MAX, today)
                .beside("by the words alone", share(splitsByWords, open)));
        rows.add(Row.of(name + "-false-starts", "% of " + open, share(falseStarts, open))
                .goal(Goal.Figure.MAX, 15));
        return rows;
    }

    private static Samples share(int some, int of) {
        Samples share = new Samples();
        share.add(percent(some, of));
        return share;
    }

    private static double percent(int some, int of) {
        return of == 0 ? 0 : 100.0 * some / of;
    }
}

package dev.tandem.bench.recovery;

import dev.tandem.bench.measure.Row;
import dev.tandem.bench.measure.Samples;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;

/** Collects how long takeovers took. */
final class Takeovers {

    private final Samples detected = new Samples();
    private final Samples inTheRoom = new Samples();
    private final Samples firstWord = new Samples();
    private final Map<Moment, Samples> byMoment = new EnumMap<>(Moment.class);

    void add(Takeover takeover) {
        measured(detected, takeover.detected());
        measured(inTheRoom, takeover.inTheRoom());
        measured(firstWord, takeover.firstWord());
        measured(byMoment.computeIfAbsent(takeover.moment(), _ -> new Samples()), takeover.firstWord());
        System.out.printf(
                "  %-9s detected %,6.0f  in the room %,6.0f  first word %,6.0f%n",
                takeover.moment(), takeover.detected(), takeover.inTheRoom(), takeover.firstWord());
    }

    Row row(String name) {
        Row row =
                Row.of(name, "ms", firstWord).part("kill → detected", detected).part("kill → in the room", inTheRoom);
        for (Map.Entry<Moment, Samples> moment : byMoment.entrySet()) {
            row = row.part("killed while " + moment.getKey().name().toLowerCase(Locale.ROOT), moment.getValue());
        }
        return row;
    }

    private static void measured(Samples samples, double ms) {
        if (ms >= 0) {
            samples.add(ms);
        }
    }
}

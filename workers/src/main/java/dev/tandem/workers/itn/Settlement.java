package dev.tandem.workers.itn;

import dev.tandem.workers.itn.Repairs.Part;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Settles which value was meant, in one way for all types: what is denied does not count, a correction takes the place
 * of what it corrects, and two values that are left are a tie, which the caller is asked about.
 */
final class Settlement {

    /** The most values that one question names. */
    private static final int MOST_NAMED = 4;

    /** Reads all values that a part names. */
    interface PartReader {

        /** @param before the last clear value before this part; empty: none */
        List<Reading> read(Part part, Optional<JsonNode> before);
    }

    private final Set<JsonNode> said = new LinkedHashSet<>();
    private final Set<JsonNode> denied = new LinkedHashSet<>();
    private Reading.@Nullable Unclear unclear;
    private @Nullable JsonNode before;
    private boolean corrects;

    private Settlement() {}

    static Reading of(List<Part> parts, PartReader reader) {
        Settlement settlement = new Settlement();
        for (Part part : parts) {
            settlement.take(part, reader.read(part, Optional.ofNullable(settlement.before)));
        }
        return settlement.settled();
    }

    /** Returns a reading of values that were named without a correction between them. */
    static Reading between(Set<JsonNode> values) {
        return new Reading.Unclear("could be "
                + String.join(
                        " or ",
                        values.stream().limit(MOST_NAMED).map(Settlement::words).toList())
                + "; ask which");
    }

    static String words(JsonNode value) {
        return value.isObject()
                ? value.path("amount").asString() + " " + value.path("currency").asString()
                : value.asString();
    }

    private void take(Part part, List<Reading> readings) {
        corrects |= part.corrects();
        List<JsonNode> values = new ArrayList<>();
        for (Reading reading : readings) {
            reading.clear().ifPresent(values::add);
        }
        if (!values.isEmpty()) {
            before = values.getLast();
        }
        if (part.denied()) {
            denied.addAll(values);
            return;
        }
        Optional<Reading.Unclear> why = readings.stream()
                .filter(Reading.Unclear.class::isInstance)
                .map(Reading.Unclear.class::cast)
                .findFirst();
        if (values.isEmpty() && why.isEmpty()) {
            return;
        }
        if (corrects) {
            said.clear();
            unclear = null;
            corrects = false;
        }
        said.addAll(values);
        if (why.isPresent() && unclear == null) {
            unclear = why.get();
        }
    }

    private Reading settled() {
        said.removeAll(denied);
        if (unclear != null) {
            return unclear;
        }
        return switch (said.size()) {
            case 0 ->
                denied.isEmpty()
                        ? new Reading.Nothing()
                        : new Reading.Unclear("says only what it is not; ask what it is");
            case 1 -> new Reading.Value(said.iterator().next());
            default -> between(said);
        };
    }
}

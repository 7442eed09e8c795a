package dev.tandem.bench;

import dev.tandem.bench.measure.Row;
import dev.tandem.bench.measure.Row.Part;
import dev.tandem.bench.measure.Values;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Writes a file for each row, for machines. */
final class Results {

    private static final JsonMapper JSON =
            JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

    private final Path folder;

    Results(Path folder) {
        this.folder = folder;
    }

    void write(Row row) throws IOException {
        Files.createDirectories(folder);
        Files.writeString(folder.resolve(row.name() + ".json"), JSON.writeValueAsString(json(row)) + "\n");
    }

    static ObjectNode json(Row row) {
        ObjectNode json = JSON.createObjectNode();
        json.put("name", row.name());
        json.put("unit", row.unit());
        json.put("n", row.values().n());
        json.put("measured", row.values().n() > 0);
        json.set("values", values(row.values()));
        Part baseline = row.baseline();
        if (baseline != null) {
            json.putObject("baseline").put("name", baseline.name()).set("values", values(baseline.values()));
        }
        var goals = json.putObject("goals");
        row.goals().forEach(goal -> goals.put(goal.label(), goal.limit()));
        var parts = json.putArray("parts");
        row.parts()
                .forEach(part -> parts.addObject()
                        .put("name", part.name())
                        .put("n", part.values().n())
                        .set("values", values(part.values())));
        json.put("machine", Machine.describe());
        json.put("at", Instant.now().truncatedTo(ChronoUnit.SECONDS).toString());
        return json;
    }

    private static ObjectNode values(Values values) {
        return JSON.createObjectNode()
                .put("p50", values.p50())
                .put("p95", values.p95())
                .put("p99", values.p99())
                .put("max", values.max());
    }
}

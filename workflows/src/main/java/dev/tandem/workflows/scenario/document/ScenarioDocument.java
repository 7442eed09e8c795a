package dev.tandem.workflows.scenario.document;

import dev.tandem.workflows.document.Problem;
import dev.tandem.workflows.document.Problems;
import dev.tandem.workflows.scenario.Scenario;
import dev.tandem.workflows.scenario.ScenarioLimits;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Reads scenarios. */
public final class ScenarioDocument {

    private static final JsonNode SCHEMA = readSchema();

    private ScenarioDocument() {}

    /** The result of reading a scenario. */
    public sealed interface Result {

        /** The scenario has no fault that can be seen without the version that it is run on. */
        record Sound(Scenario scenario, Source source) implements Result {}

        /** @param problems all of them; each message names the line and column, where there are lines */
        record Faulty(List<Problem> problems) implements Result {

            public Faulty {
                problems = List.copyOf(problems);
            }
        }
    }

    /** What a scenario was read from. */
    public static final class Source {

        private final SourceText text;

        private Source(SourceText text) {
            this.text = text;
        }

        /** Returns the scenario as JSON. */
        public JsonNode json() {
            return text.root();
        }

        /** Returns a problem that was found later with its line in front of the message. */
        public Problem located(Problem problem) {
            return text.located(problem);
        }
    }

    /** Reads a text of YAML or JSON. */
    public static Result read(String text) {
        if (text.length() > ScenarioLimits.BYTES
                || text.getBytes(StandardCharsets.UTF_8).length > ScenarioLimits.BYTES) {
            return new Result.Faulty(List.of(new Problem(
                    "too_large", "", "A scenario has at most " + ScenarioLimits.BYTES + " bytes; divide it.")));
        }
        SourceText source = YamlReader.read(text);
        return source.root().isMissingNode() ? new Result.Faulty(source.problems()) : read(source);
    }

    /** Reads JSON that has been parsed, so that there are no lines. */
    public static Result read(JsonNode json) {
        return read(new SourceText(json, Map.of(), List.of()));
    }

    private static Result read(SourceText source) {
        Problems problems = new Problems();
        Optional<Scenario> scenario = new ScenarioReader(problems).read(source.root());
        Problems all = new Problems();
        all.addFaults(source.problems());
        all.addFaults(problems.faults().stream().map(source::located).toList());
        return scenario.isPresent() && all.faults().isEmpty()
                ? new Result.Sound(scenario.get(), new Source(source))
                : new Result.Faulty(all.faults());
    }

    /** Returns the JSON Schema (draft 2020-12) of a scenario. */
    public static JsonNode schema() {
        return SCHEMA;
    }

    private static JsonNode readSchema() {
        try (InputStream schema = ScenarioDocument.class.getResourceAsStream("scenario.schema.json")) {
            if (schema == null) {
                throw new IllegalStateException("no scenario.schema.json beside " + ScenarioDocument.class.getName());
            }
            return JsonMapper.shared().readTree(schema);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}

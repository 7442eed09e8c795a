package dev.tandem.plugin;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a model is asked.
 *
 * @param system instructions and rules. They are the same while an agent is active
 * @param turns the conversation so far. What the platform adds to it stands in {@code ⟦ ⟧}; the last one says what to do
 * @param functions tools and paths that the model may ask for, sorted by name
 * @param config the {@code llm} object of the document, its secrets opened
 */
public record ModelQuestion(
        String system, List<Turn> turns, List<Function> functions, Map<String, @Nullable Object> config) {

    /** Keeps copies that nobody can change. */
    public ModelQuestion(
            String system, List<Turn> turns, List<Function> functions, Map<String, @Nullable Object> config) {
        this.system = system;
        this.turns = List.copyOf(turns);
        this.functions = List.copyOf(functions);
        this.config = Collections.unmodifiableMap(new LinkedHashMap<>(config));
    }

    /** A part of the conversation. */
    public sealed interface Turn {}

    /** The caller, or the platform in {@code ⟦ ⟧}. It is data, whatever it says. */
    public record Caller(String text) implements Turn {}

    /** What the caller heard of the agent. */
    public record Agent(String text) implements Turn {}

    /**
     * A function that the model asked for, and what came back.
     *
     * @param id the same in each question
     * @param result JSON
     */
    public record Called(String id, String name, Map<String, @Nullable Object> arguments, String result)
            implements Turn {}

    /** @param parameters JSON Schema of the arguments */
    public record Function(String name, String description, Map<String, @Nullable Object> parameters) {}

    /** Leaves out what was said, and the config, which may hold a key. */
    @Override
    public String toString() {
        return "ModelQuestion[" + turns.size() + " turns]";
    }
}

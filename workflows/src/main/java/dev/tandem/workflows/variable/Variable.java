package dev.tandem.workflows.variable;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Something that a call knows or asks for.
 *
 * @param pattern regular expression that the whole value matches; null: any
 * @param enumeration allowed values; empty: any
 * @param defaultValue as JSON text; null: none
 * @param given whether it is given when the call starts
 * @param confirm whether the caller must have confirmed it
 * @param sensitive whether events, logs and operators see it masked
 * @param maxAsk how often a path is rejected for the lack of it before it gives up
 * @param ask the words with which an agent asks for it; null: the agent finds its own
 * @param source who may tell it, as the document states it; empty: it states nothing
 */
public record Variable(
        String name,
        String description,
        DataType dataType,
        boolean required,
        @Nullable String pattern,
        List<String> enumeration,
        @Nullable String defaultValue,
        boolean given,
        boolean confirm,
        boolean sensitive,
        int maxAsk,
        @Nullable String ask,
        List<VariableValue.Source> source) {

    public Variable {
        enumeration = List.copyOf(enumeration);
        source = List.copyOf(source);
    }

    /** Creates what a value has to fit: nobody is asked for it. */
    public static Variable constraint(
            String name, String description, DataType type, @Nullable String pattern, List<String> enumeration) {
        return new Variable(
                name, description, type, false, pattern, enumeration, null, false, false, false, 0, null, List.of());
    }
}

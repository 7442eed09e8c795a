package dev.tandem.plugin;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Takes the parts of a model's answer, from one thread at a time. */
public interface ModelAnswer {

    /** Takes the next words, with the spaces around them. */
    void text(String delta);

    /** Takes a function that the model asks for. Those of one answer run side by side. */
    void call(String function, Map<String, @Nullable Object> arguments);

    /**
     * Takes what the answer used, once; for events, figures and prices.
     *
     * @param input all tokens that were read, those from a cache included
     * @param cached those of {@code input} that came from a cache
     * @param output tokens that were written
     */
    void used(long input, long cached, long output);
}

package dev.tandem.plugin;

import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One run of a tool.
 *
 * @param tool the tool's name in its agent
 * @param key one key has one effect: a run that is repeated has the same
 * @param arguments what the model gave; they fit the tool's {@code parameters}
 * @param config the tool's config, with arguments and workspace variables filled in, secrets too
 * @param timeout what is left of the tool's time
 */
public record ToolInvocation(
        String tool,
        String key,
        Map<String, @Nullable Object> arguments,
        Map<String, @Nullable Object> config,
        Duration timeout) {

    /** Keeps copies that nobody can change. */
    public ToolInvocation(
            String tool,
            String key,
            Map<String, @Nullable Object> arguments,
            Map<String, @Nullable Object> config,
            Duration timeout) {
        this.tool = tool;
        this.key = key;
        this.arguments = Collections.unmodifiableMap(new LinkedHashMap<>(arguments));
        this.config = Collections.unmodifiableMap(new LinkedHashMap<>(config));
        this.timeout = timeout;
    }

    /** Leaves out what was said, and the config, which may hold a secret. */
    @Override
    public String toString() {
        return "ToolInvocation[" + tool + ", " + key + "]";
    }
}

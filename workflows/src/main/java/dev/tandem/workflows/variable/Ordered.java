package dev.tandem.workflows.variable;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/** Makes maps that keep the order in which they were filled: {@link Map#copyOf} has another order in each process. */
public final class Ordered {

    private Ordered() {}

    public static <V> Map<String, V> copy(Map<String, V> map) {
        return Collections.unmodifiableMap(new LinkedHashMap<>(map));
    }
}

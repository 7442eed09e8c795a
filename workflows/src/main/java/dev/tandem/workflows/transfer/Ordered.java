package dev.tandem.workflows.transfer;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/** Maps of a call keep the order in which they were filled: {@link Map#copyOf} has another in each process. */
final class Ordered {

    private Ordered() {}

    static <V> Map<String, V> copy(Map<String, V> map) {
        return Collections.unmodifiableMap(new LinkedHashMap<>(map));
    }
}

package dev.tandem.workflows.scenario.document;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.api.Dump;
import org.snakeyaml.engine.v2.api.DumpSettings;
import org.snakeyaml.engine.v2.common.FlowStyle;
import org.snakeyaml.engine.v2.schema.CoreSchema;
import tools.jackson.databind.JsonNode;

/** Writes scenarios for people. */
public final class ScenarioText {

    /** Longest line that is not folded. */
    private static final int WIDTH = 120;

    private ScenarioText() {}

    /** Returns JSON as YAML 1.2 (core schema), which {@link ScenarioDocument#read(String)} reads as the same. */
    public static String yaml(JsonNode json) {
        DumpSettings settings = DumpSettings.builder()
                .setDefaultFlowStyle(FlowStyle.BLOCK)
                .setIndicatorIndent(2)
                .setIndentWithIndicator(true)
                .setWidth(WIDTH)
                .setSchema(new CoreSchema())
                .build();
        return new Dump(settings).dumpToString(plain(json));
    }

    private static @Nullable Object plain(JsonNode json) {
        if (json.isObject()) {
            Map<String, @Nullable Object> members = new LinkedHashMap<>();
            json.propertyNames().forEach(name -> members.put(name, plain(json.path(name))));
            return members;
        } else if (json.isArray()) {
            List<@Nullable Object> entries = new ArrayList<>();
            json.values().forEach(entry -> entries.add(plain(entry)));
            return entries;
        } else if (json.isBoolean()) {
            return json.booleanValue();
        } else if (json.isIntegralNumber()) {
            return json.bigIntegerValue();
        } else if (json.isNumber()) {
            return json.decimalValue();
        }
        return json.isNull() ? null : json.asString();
    }
}

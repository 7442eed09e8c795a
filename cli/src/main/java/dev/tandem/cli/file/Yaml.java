package dev.tandem.cli.file;

import dev.tandem.cli.api.Failure;
import java.nio.file.Path;
import org.snakeyaml.engine.v2.api.Dump;
import org.snakeyaml.engine.v2.api.DumpSettings;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.common.FlowStyle;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Reads YAML 1.2, of which JSON is a part, and writes it. */
final class Yaml {

    private static final JsonMapper JSON = JsonMapper.shared();

    private Yaml() {}

    /** @throws Failure with the line and column of a fault */
    static JsonNode read(Path file, String text) {
        try {
            Object read = new Load(LoadSettings.builder()
                            .setLabel(file.toString())
                            .setAllowDuplicateKeys(false)
                            .build())
                    .loadFromString(text);
            return JSON.valueToTree(read);
        } catch (YamlEngineException fault) {
            throw Failure.usage(file + " is not readable YAML or JSON: " + fault.getMessage());
        }
    }

    static String write(JsonNode node) {
        return new Dump(DumpSettings.builder()
                        .setDefaultFlowStyle(FlowStyle.BLOCK)
                        .setIndicatorIndent(2)
                        .setIndentWithIndicator(true)
                        .setMultiLineFlow(false)
                        .setSplitLines(false)
                        .build())
                .dumpToString(JSON.treeToValue(node, Object.class));
    }
}

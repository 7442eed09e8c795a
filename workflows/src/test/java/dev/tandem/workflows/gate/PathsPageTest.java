package dev.tandem.workflows.gate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tandem.workflows.document.GraphDocument;
import dev.tandem.workflows.graph.AgentGraph;
import dev.tandem.workflows.guard.Guard;
import dev.tandem.workflows.guard.Verdict;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Checks what the page for users shows of paths. */
class PathsPageTest {

    private static final String PAGE = page();
    private static final Pattern DOCUMENT = Pattern.compile("```json\n(.*?)```", Pattern.DOTALL);
    private static final Pattern GUARD = Pattern.compile("\\| `(.+?)` \\| `(\\{.*?\\})` \\| (\\w+) \\|");

    record Row(String guard, String variables, String verdict) {}

    @Test
    void itsDocumentPassesThePublishGate() {
        assertThat(PublishGate.check(document()).problems()).isEmpty();
        assertThat(PublishGate.check(document()).warnings()).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("guards")
    void itsGuardsAreJudgedAsItSays(Row row) {
        AgentGraph graph = GraphDocument.load(document());
        Map<String, JsonNode> variables = new LinkedHashMap<>();
        JsonMapper.shared()
                .readTree(row.variables())
                .properties()
                .forEach(entry -> variables.put(entry.getKey(), entry.getValue()));

        Verdict verdict = graph.guards().of(row.guard()).judge(new Guard.Facts(variables, 0, 1, "voice"));

        assertThat(verdict.word()).isEqualTo(row.verdict());
    }

    @Test
    void itShowsGuardsOfEveryVerdict() {
        assertThat(guards()).extracting(Row::verdict).contains("true", "false", "unknown");
    }

    static List<Row> guards() {
        return GUARD.matcher(PAGE)
                .results()
                .map(row -> new Row(row.group(1).replace("\\|", "|"), row.group(2), row.group(3)))
                .toList();
    }

    private static JsonNode document() {
        MatchResult block = DOCUMENT.matcher(PAGE).results().findFirst().orElseThrow();
        return JsonMapper.shared().readTree(block.group(1));
    }

    private static String page() {
        try {
            return Files.readString(java.nio.file.Path.of("..", "docs", "paths.md"));
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}

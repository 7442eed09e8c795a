package dev.tandem.workflows.gate;

import static dev.tandem.workflows.Documents.json;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Checks that docs/configuration.md says what the code does. */
class ReferencePageTest {

    private static final Workspace WORKSPACE =
            new Workspace(Map.of("HOURS", json("'from nine to five'")), Set.of("SHOP_KEY"), Map.of());

    private static final Path PAGE = Path.of("../docs/configuration.md");
    private static final List<Path> SOURCES = Stream.of("guard", "document", "catalog", "gate")
            .map(room -> Path.of("src/main/java/dev/tandem/workflows", room))
            .toList();

    /** Finds the code of a problem in a call that reports one. */
    private static final List<Pattern> REPORTS = Stream.of(
                    "(?:fault|warning)\\(\\s*\"([a-z_]+)\",\\s*(?!\\s|\"[a-z])",
                    "(?:fault|faultAt|Faulty)\\(\\s*[^,]+,\\s*\"([a-z_]+)\",",
                    "Problem\\(\\s*\"([a-z_]+)\"",
                    "\"([a-z_]+)\", problems\\)")
            .map(Pattern::compile)
            .toList();

    @ParameterizedTest
    @MethodSource
    void everyDocumentOnItCanBePublished(JsonNode document) {
        GateReport report = PublishGate.check(document, WORKSPACE);

        assertThat(report.problems()).isEmpty();
        assertThat(report.warnings()).isEmpty();
    }

    static Stream<JsonNode> everyDocumentOnItCanBePublished() throws IOException {
        List<JsonNode> documents = found(Pattern.compile("```json\\n(.*?)```", Pattern.DOTALL), PAGE)
                .map(JsonMapper.shared()::readTree)
                .toList();
        assertThat(documents).hasSizeGreaterThan(1);
        return documents.stream();
    }

    @Test
    void everyFindingHasARow() throws IOException {
        Set<String> rows = new TreeSet<>(found(Pattern.compile("(?m)^\\| `([a-z_]+)` \\| [^|]+ \\|$"), PAGE)
                .toList());

        assertThat(rows)
                .as("rows of docs/configuration.md, one for each code that is reported")
                .containsExactlyElementsOf(reported());
    }

    private static Set<String> reported() throws IOException {
        Set<String> codes = new TreeSet<>();
        for (Path room : SOURCES) {
            try (Stream<Path> sources = Files.list(room)) {
                for (Path source : sources.filter(path -> path.toString().endsWith(".java"))
                        .toList()) {
                    for (Pattern report : REPORTS) {
                        codes.addAll(found(report, source).toList());
                    }
                }
            }
        }
        return codes;
    }

    private static Stream<String> found(Pattern pattern, Path file) throws IOException {
        return pattern.matcher(Files.readString(file)).results().map((MatchResult match) -> match.group(1));
    }
}

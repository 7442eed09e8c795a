package dev.tandem.cli.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tandem.cli.api.Failure;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class WorkflowFileTest {

    private static final JsonNode CONFIG = JsonMapper.shared()
            .readTree(
                    "{\"agents\": [{\"id\": \"a\", \"greeting\": \"No: it's \\\"1\\\"\\nor on\", \"temperature\": 0.50,"
                            + " \"count\": 10, \"yes\": \"yes\", \"empty\": {}, \"none\": null, \"list\": []}]}");

    @TempDir
    private Path folder;

    @ParameterizedTest
    @ValueSource(strings = {"yaml", "json"})
    void whatIsWrittenIsReadAgain(String format) {
        WorkflowFile file = WorkflowFile.at(folder, format, "id-1", "The Shop, by day!", null, CONFIG);

        file.write();

        assertThat(file.path()).hasFileName("the-shop-by-day." + format).exists();
        WorkflowFile read = WorkflowFile.read(file.path());
        assertThat(read.id()).isEqualTo("id-1");
        assertThat(read.description()).isNull();
        assertThat(Canonical.same(read.config(), CONFIG)).isTrue();
    }

    @Test
    void orderOfMembersAndWritingOfNumbersMakeNoDifference() {
        JsonMapper json = JsonMapper.shared();

        assertThat(Canonical.sha256(json.readTree("{\"a\": 1.50, \"b\": [1, 100]}")))
                .isEqualTo(Canonical.sha256(json.readTree("{\"b\": [1.0, 1e2], \"a\": 1.5}")))
                .isNotEqualTo(Canonical.sha256(json.readTree("{\"b\": [100, 1], \"a\": 1.5}")));
        assertThat(Canonical.same(json.readTree("[1]"), json.readTree("[\"1\"]")))
                .isFalse();
    }

    @Test
    void aFaultOfAFileIsToldWithItsPlace() throws Exception {
        Path broken = Files.writeString(folder.resolve("broken.yaml"), "name: a\nconfig: {a: 1\n");
        Path other = Files.writeString(folder.resolve("other.yaml"), "name: a\nagents: []\n");

        assertThatThrownBy(() -> WorkflowFile.read(broken))
                .isInstanceOf(Failure.class)
                .hasMessageContaining("broken.yaml")
                .hasMessageContaining("line 3");
        assertThatThrownBy(() -> WorkflowFile.read(other)).hasMessageContaining("needs name, a text, and config");
        assertThatThrownBy(() -> WorkflowFile.in(folder.resolve("nowhere"))).hasMessageContaining("cannot be read");
        assertThatThrownBy(() -> WorkflowFile.in(Files.createDirectory(folder.resolve("empty"))))
                .hasMessageContaining("tandem pull");
    }

    @Test
    void aDocumentIsKnownByWhatTheFileWasAtItsCommits() throws Exception {
        WorkflowFile file = WorkflowFile.at(folder, "yaml", "id-1", "Shop", null, CONFIG);
        file.write();
        git("init", "--quiet");
        git("add", "shop.yaml");
        git("-c", "user.name=t", "-c", "user.email=t@example.com", "commit", "--quiet", "-m", "first");
        JsonNode later = JsonMapper.shared().readTree("{\"agents\": []}");
        WorkflowFile edited = file.with("id-1", "Shop", null, later);
        edited.write();
        KnownDocuments known = new KnownDocuments(folder);

        assertThat(known.knows(edited, CONFIG)).isTrue();
        assertThat(known.knows(edited, later)).isFalse();
        known.remember("id-1", later);
        assertThat(known.knows(edited, later)).isTrue();
        assertThat(known.knows(edited, JsonMapper.shared().readTree("{\"agents\": 1}")))
                .isFalse();
    }

    private void git(String... arguments) throws Exception {
        ProcessBuilder command = new ProcessBuilder("git");
        command.command().addAll(List.of(arguments));
        assertThat(command.directory(folder.toFile()).inheritIO().start().waitFor())
                .isZero();
    }

    @Test
    void outsideOfARepositoryOnlyWhatWasSeenIsKnown() {
        WorkflowFile file = WorkflowFile.at(folder, "yaml", "id-1", "Shop", null, CONFIG);
        file.write();

        assertThat(new KnownDocuments(folder).knows(file, CONFIG)).isFalse();
    }
}

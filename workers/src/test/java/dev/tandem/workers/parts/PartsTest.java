package dev.tandem.workers.parts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PartsTest {

    @TempDir
    Path folder;

    @Test
    void theEnvironmentSaysFirstWhereTheyAre() throws IOException {
        Path named = Files.createDirectory(folder.resolve("named"));
        Files.createDirectories(folder.resolve(".tandem/parts"));
        assertThat(Parts.folder(
                        Map.of(Parts.VARIABLE, named.toString())::get,
                        Map.of(Parts.PROPERTY, "elsewhere")::get,
                        folder))
                .isEqualTo(named);
    }

    @Test
    void thenTheSystemProperty() throws IOException {
        Path named = Files.createDirectory(folder.resolve("named"));
        assertThat(Parts.folder(name -> null, Map.of(Parts.PROPERTY, named.toString())::get, folder))
                .isEqualTo(named);
    }

    @Test
    void thenTheWorkingDirectoryAndItsParents() throws IOException {
        Path parts = Files.createDirectories(folder.resolve(".tandem/parts"));
        Path module = Files.createDirectories(folder.resolve("workers/target"));
        assertThat(Parts.folder(name -> null, name -> null, module)).isEqualTo(parts);
    }

    @Test
    void saysHowToGetThem() {
        assertThatIllegalStateException()
                .isThrownBy(() -> Parts.folder(name -> null, name -> null, folder))
                .withMessageContaining("make parts");
        assertThatIllegalStateException()
                .isThrownBy(() -> Parts.folder(Map.of(Parts.VARIABLE, "/nowhere")::get, name -> null, folder))
                .withMessageContaining("/nowhere")
                .withMessageContaining("make parts");
        assertThatIllegalStateException()
                .isThrownBy(() -> Parts.file(folder, "silero/model.onnx"))
                .withMessageContaining("silero/model.onnx")
                .withMessageContaining("make parts");
    }
}

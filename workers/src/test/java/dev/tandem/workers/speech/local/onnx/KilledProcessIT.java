package dev.tandem.workers.speech.local.onnx;

import static org.assertj.core.api.Assertions.assertThat;

import ai.onnxruntime.OrtEnvironment;
import dev.tandem.workers.parts.Parts;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Kills a process that has loaded onnxruntime. */
class KilledProcessIT {

    @Test
    void noFileIsLeftInTheTemporaryFolder(@TempDir Path temporary) throws Exception {
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "--enable-native-access=ALL-UNNAMED",
                        "-Djava.io.tmpdir=" + temporary,
                        "-XX:-UsePerfData",
                        "-cp",
                        System.getProperty("java.class.path"),
                        KilledProcessIT.class.getName())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        int shown = process.getInputStream().read();
        while (shown >= 0 && shown != '!') {
            shown = process.getInputStream().read();
        }
        assertThat(shown).isEqualTo('!');
        process.destroyForcibly().waitFor();
        try (Stream<Path> left = Files.walk(temporary)) {
            // The binding makes an empty folder there in any case.
            assertThat(left.filter(Files::isRegularFile)).isEmpty();
        }
    }

    /** Loads onnxruntime as a worker does, and stays until it is killed. */
    static void main(String[] arguments) throws IOException, InterruptedException {
        try (OnnxModels models = new OnnxModels(Parts.folder())) {
            var _ = models.bytes("silero/silero_vad_16k_op15.onnx");
            var _ = OrtEnvironment.getAvailableProviders();
            System.out.write('!');
            System.out.flush();
            Thread.sleep(Long.MAX_VALUE);
        }
    }
}

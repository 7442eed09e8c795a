package dev.tandem.stack.compose;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tandem.stack.run.Checkout;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Base64;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Runs {@code deploy/env}. */
class NewEnvironmentTest {
    private static final Path ROOT = Checkout.find().folder();

    @TempDir
    Path folder;

    @BeforeEach
    void copy() throws IOException {
        Files.createDirectory(folder.resolve("deploy"));
        for (String file : new String[] {".env.example", "deploy/env"}) {
            Files.copy(ROOT.resolve(file), folder.resolve(file), StandardCopyOption.COPY_ATTRIBUTES);
        }
    }

    @Test
    void everySecretIsNewAndOfTheFormThatIsAskedFor() throws IOException, InterruptedException {
        ExampleEnvironment example = ExampleEnvironment.read(ROOT.resolve(".env.example"));

        assertThat(deployEnv()).isEqualTo("0 Wrote .env. TANDEM_BOOTSTRAP_KEY in it is the API key to begin with.");

        Map<String, String> values =
                ExampleEnvironment.read(folder.resolve(".env")).values();
        assertThat(values).containsOnlyKeys(example.values().keySet());
        example.values().forEach((name, value) -> {
            if (!example.made().contains(name)) {
                assertThat(values).containsEntry(name, value);
            }
        });
        assertThat(example.made())
                .extracting(values::get)
                .doesNotHaveDuplicates()
                .allMatch(value -> value.length() > 14);
        assertThat(values.get("TANDEM_BOOTSTRAP_KEY")).matches("tdm_[A-Za-z0-9_-]{20,200}");
        assertThat(values.get("TANDEM_LIVEKIT_API_SECRET")).hasSizeGreaterThanOrEqualTo(32);
        String[] masterKey = values.getOrDefault("TANDEM_MASTER_KEY", "").split(":", 2);
        assertThat(Base64.getDecoder().decode(masterKey[1])).hasSize(32);
    }

    @Test
    void onlyItsOwnerReadsIt() throws IOException, InterruptedException {
        deployEnv();

        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(folder.resolve(".env"))))
                .isEqualTo("rw-------");
    }

    @Test
    void oneThatIsThereIsLeftAsItIs() throws IOException, InterruptedException {
        Files.writeString(folder.resolve(".env"), "MINE=1\n");

        assertThat(deployEnv()).startsWith("1 .env is there already.");

        assertThat(folder.resolve(".env")).hasContent("MINE=1\n");
    }

    /** Its exit code and what it says. */
    private String deployEnv() throws IOException, InterruptedException {
        Process script = new ProcessBuilder(folder.resolve("deploy/env").toString())
                .redirectErrorStream(true)
                .start();
        String said = new String(script.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return script.waitFor() + " " + said.strip();
    }
}

package dev.tandem.api.organization;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tandem.api.ApiClient;
import dev.tandem.api.StartedProcess;
import dev.tandem.stack.junit.SharedServers;
import dev.tandem.stack.server.Database;
import dev.tandem.stack.server.Database.Login;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.ConfigurableApplicationContext;

@ExtendWith(OutputCaptureExtension.class)
class FirstStartIT {

    private static final Pattern PRINTED = Pattern.compile("shown this once: (tdm_\\S+)");

    private final Database database = SharedServers.postgres().newDatabase();
    private final String temporal = SharedServers.temporal().target();

    @Test
    void makesAnOrganizationAndPrintsItsKeyOnce(CapturedOutput output, @TempDir Path folder) throws IOException {
        Path ready = folder.resolve("ready");
        Map<String, String> settings =
                Map.of("TANDEM_TEMPORAL_TARGET", temporal, "TANDEM_READY_FILE", ready.toString());
        try (ConfigurableApplicationContext first = StartedProcess.start(database, settings)) {
            Matcher printed = PRINTED.matcher(output.getOut());
            assertThat(printed.find()).isTrue();
            assertThat(Files.readString(ready)).isEqualTo(StartedProcess.address(first) + "\n");
            new ApiClient(StartedProcess.address(first), printed.group(1))
                    .get("/api/workflows")
                    .expect(200);
        }
        assertThat(folder).as("the ready file ends with the process").isEmptyDirectory();
        StartedProcess.start(database, settings).close();

        assertThat(PRINTED.matcher(output.getOut()).results()).hasSize(1);
    }

    @Test
    void anotherBootstrapKeyThatBeginsWithTheSameCharactersOpensTheOrganizationToo() {
        for (String key : List.of("tdm_bootstrap_0123456789abcdef", "tdm_bootstrap_fedcba9876543210")) {
            Map<String, String> settings = Map.of("TANDEM_TEMPORAL_TARGET", temporal, "TANDEM_BOOTSTRAP_KEY", key);
            try (ConfigurableApplicationContext process = StartedProcess.start(database, settings)) {
                new ApiClient(StartedProcess.address(process), key)
                        .get("/api/workflows")
                        .expect(200);
            }
        }
    }

    @Test
    void saysWhatIsWrongWhereNoDatabaseAnswers(CapturedOutput output) {
        Database nowhere = new Database(
                "jdbc:postgresql://127.0.0.1:1/tandem",
                "tandem",
                "none",
                new Login("o", "none"),
                new Login("a", "none"));

        assertThatThrownBy(() -> StartedProcess.start(nowhere, Map.of())).isInstanceOf(RuntimeException.class);

        assertThat(output.getAll())
                .contains("The database does not answer at jdbc:postgresql://127.0.0.1:1/tandem")
                .contains("set TANDEM_DATABASE_URL");
    }
}

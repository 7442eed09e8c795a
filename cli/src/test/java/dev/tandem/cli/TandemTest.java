package dev.tandem.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TandemTest {

    /** What a command wrote, and how it ended. */
    private record Ended(int code, String out, String err) {}

    private static Ended tandem(String... arguments) {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        int code = Tandem.execute(new PrintWriter(out, true), new PrintWriter(err, true), arguments);
        return new Ended(code, out.toString(), err.toString());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"init", "whoami", "pull", "plan", "validate", "apply", "test", "replay", "publish", "completion"
            })
    void everyCommandSaysWhatItDoesWithAnExample(String command) {
        Ended help = tandem(command, "--help");

        assertThat(help.code()).isZero();
        assertThat(help.out()).contains("Usage: tandem " + command, "Example", "tandem " + command);
        assertThat(tandem("--help").out()).contains("  " + command);
    }

    @Test
    void theHelpListsTheExitCodes() {
        assertThat(tandem("--help").out()).contains("Exit codes", "the API did not answer, or did not take the key");
    }

    @Test
    void aWrongOptionEndsWithTwoAndSaysWhichIsMeant() {
        Ended wrong = tandem("plan", "--exit-cod");

        assertThat(wrong.code()).isEqualTo(2);
        assertThat(wrong.err()).contains("--exit-cod", "--exit-code");
        assertThat(tandem().code()).isEqualTo(2);
    }

    @Test
    void aMissingOrUnfitSettingIsToldBeforeAnythingIsAsked() {
        Ended noKey = tandem("whoami", "--url", "http://127.0.0.1:9", "--key", " ");
        Ended noAddress = tandem("whoami", "--url", "tandem.example.com", "--key", "tdm_secret");

        assertThat(noKey.code()).isEqualTo(2);
        assertThat(noKey.err()).contains("TANDEM_KEY");
        assertThat(noAddress.code()).isEqualTo(2);
        assertThat(noAddress.err()).contains("--url").doesNotContain("tdm_secret");
    }

    @Test
    void anApiThatIsAwayEndsWithThree() {
        Ended away = tandem("whoami", "--url", "http://127.0.0.1:9", "--key", "tdm_secret");

        assertThat(away.code()).isEqualTo(3);
        assertThat(away.err()).contains("http://127.0.0.1:9", "TANDEM_URL").doesNotContain("tdm_secret", "\tat ");
    }

    @Test
    void initWritesAnExampleOnceAndOverwritesNothing(@TempDir Path folder) throws Exception {
        Ended first = tandem("init", folder.toString());
        Files.writeString(folder.resolve("scenarios/order.yaml"), "mine");
        Ended second = tandem("init", folder.toString());

        assertThat(first.code()).isZero();
        assertThat(folder.resolve("workflows/shop.yaml")).content().contains("name: My shop");
        assertThat(folder.resolve(".github/workflows/tandem.yml")).exists();
        assertThat(second.code()).isEqualTo(1);
        assertThat(second.err()).contains("scenarios/order.yaml", "Nothing was written");
        assertThat(folder.resolve("scenarios/order.yaml")).hasContent("mine");
    }

    @Test
    void theCompletionIsAScriptThatKnowsTheCommands(@TempDir Path folder) throws Exception {
        Path script = Files.writeString(
                folder.resolve("completion"), tandem("completion").out());
        List<String> command = new ArrayList<>(List.of("bash", "-c", "source " + script + " && complete -p tandem"));
        Process bash = new ProcessBuilder(command).redirectErrorStream(true).start();
        String said = new String(bash.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

        assertThat(bash.waitFor()).describedAs(said).isZero();
        assertThat(said).contains("_complete_tandem");
        assertThat(script).content().contains("run-required", "publish");
    }
}

package dev.tandem.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tandem.stack.junit.SharedServers;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.context.ConfigurableApplicationContext;

/** Runs the commands of pages of docs, each page in one shell, and checks the lines that the page says they print. */
class GuideIT {

    private static final String KEY = "tdm_guide_0123456789abcdefghij";
    private static final Pattern BLOCK =
            Pattern.compile("^```(sh|text)\\n(.*?)^```$", Pattern.MULTILINE | Pattern.DOTALL);

    @ParameterizedTest
    @CsvSource({"guide.md, 10", "secrets.md, 3"})
    void itsCommandsDoWhatItSays(String page, int least, @TempDir Path folder)
            throws IOException, InterruptedException {
        String guide = Files.readString(Path.of("..", "docs", page));
        String script = "set -euo pipefail\n" + blocks(guide, "sh").stream().collect(Collectors.joining("\necho\n"));
        Map<String, String> settings = Map.of(
                "TANDEM_TEMPORAL_TARGET",
                SharedServers.temporal().target(),
                "TANDEM_BOOTSTRAP_KEY",
                KEY,
                "TANDEM_MASTER_KEY",
                ApiTest.MASTER_KEY,
                "TANDEM_LIVEKIT_API_KEY",
                "devkey",
                "TANDEM_LIVEKIT_API_SECRET",
                "a-secret-of-at-least-thirty-two-characters");

        String printed;
        try (ConfigurableApplicationContext process =
                StartedProcess.start(SharedServers.postgres().newDatabase(), settings)) {
            printed = bash(script, StartedProcess.address(process), folder);
        }

        assertThat(blocks(guide, "sh")).hasSizeGreaterThanOrEqualTo(least);
        assertThat(printed)
                .contains(blocks(guide, "text").stream().flatMap(String::lines).toList());
    }

    private static List<String> blocks(String guide, String language) {
        return BLOCK.matcher(guide)
                .results()
                .filter(block -> block.group(1).equals(language))
                .map((MatchResult block) -> block.group(2))
                .toList();
    }

    private static String bash(String script, String address, Path folder) throws IOException, InterruptedException {
        Path file = Files.writeString(folder.resolve("guide.sh"), script);
        ProcessBuilder builder = new ProcessBuilder("bash", file.toString()).redirectErrorStream(true);
        builder.environment().putAll(Map.of("URL", address, "KEY", KEY));
        Process shell = builder.start();
        shell.getOutputStream().close();
        String printed = new String(shell.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(shell.waitFor()).as("%s", printed).isZero();
        return printed;
    }
}

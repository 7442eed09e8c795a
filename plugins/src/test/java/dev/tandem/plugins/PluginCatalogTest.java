package dev.tandem.plugins;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Plugins in a process of its own, because a process reads its folder once. */
class PluginCatalogTest {

    @TempDir
    Path folder;

    @Test
    void thePublishGateOfAProcessKnowsTheToolTypesOfItsPlugins() throws Exception {
        PluginJar.called("acme")
                .schema("\"{\\\"type\\\": \\\"object\\\", \\\"required\\\": [\\\"shelf\\\"]}\"")
                .in(folder);
        Files.writeString(folder.resolve("broken.jar"), "no jar");

        List<String> said = gate("""
                {"agents": [{"id": "a", "name": "A", "instructions": "Help.", "tools": [
                   {"tool_type": "acme_tool", "name": "without", "description": "D", "config": {}},
                   {"tool_type": "acme_tool", "name": "with", "description": "D", "config": {"shelf": 1}},
                   {"tool_type": "other_tool", "name": "none", "description": "D", "config": {}}]}]}
                """);

        assertThat(said)
                .contains("type acme_tool", "type http", "refused broken.jar")
                .contains("invalid_config /agents/0/tools/0/config", "unknown_tool_type /agents/0/tools/2/tool_type")
                .noneMatch(line -> line.contains("/tools/1"));
    }

    private List<String> gate(String document) throws IOException, InterruptedException {
        ProcessBuilder java = new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                GateOfAProcess.class.getName(),
                document);
        java.environment().put(Plugins.SETTING, folder.toString());
        Process process = java.redirectError(ProcessBuilder.Redirect.INHERIT).start();
        String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).isZero();
        return out.lines().toList();
    }
}

package dev.tandem.workers.attend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.tandem.plugin.TandemPlugin;
import dev.tandem.plugins.LoadedPlugin;
import dev.tandem.plugins.Plugins;
import dev.tandem.stack.junit.JavaJar;
import dev.tandem.stack.junit.SharedServers;
import dev.tandem.stack.server.TemporalServer;
import dev.tandem.workers.metrics.Meters;
import dev.tandem.workers.plugin.ExamplePlugin;
import dev.tandem.workers.plugin.RunningPlugins;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A typed call with the tools of plugins: the example, built from outside, and one that is not whole. */
@ExtendWith(SharedServers.class)
class PluginCallIT {

    private static final String DOCUMENT = """
            {"limits": {"silence_timeout_seconds": 60},
             "agents": [
              {"id": "club", "name": "Club", "instructions": "Help.", "greeting": "Lakeside Club. How can I help you?",
               "llm": {"provider": "builtin"}, "stt": {"provider": "scripted"}, "tts": {"provider": "scripted"},
               "tools": [
                {"tool_type": "check_digits", "name": "check_member", "side_effect": "none",
                 "description": "Check a membership number. Whether a member's number is right.",
                 "parameters": {"type": "object", "required": ["member_number"], "properties": {
                   "member_number": {"type": "string", "pattern": "[0-9]{8}", "description": "The membership number"}}},
                 "say_result": "That number is {{verdict}}.",
                 "config": {"number": "{{member_number}}", "length": 8}},
                {"tool_type": "half", "name": "open_locker", "side_effect": "none",
                 "description": "Open a locker. Unlocks the locker in the changing room.",
                 "parameters": {"type": "object", "required": ["locker"], "properties": {
                   "locker": {"type": "string", "pattern": "L[0-9]{3}", "description": "The locker number"}}},
                 "say_result": "Locker is open.", "config": {}}]}]}
            """;

    private static final String HALF = """
            package acme;
            import dev.tandem.plugin.*;
            import java.util.List;
            public final class Half implements TandemPlugin, ToolType {
                public int api() { return API; }
                public String name() { return "half"; }
                public List<ToolType> toolTypes() { return List.of(this); }
                public String configSchema() { return "{}"; }
                public ToolReply run(ToolInvocation invocation) { return ToolReply.of(lib.Locker.open()); }
                public void close() { }
            }
            """;

    private final TemporalServer server;

    @TempDir
    Path folder;

    PluginCallIT(TemporalServer server) {
        this.server = server;
    }

    @Test
    void aPluginThatWasBuiltOutsideAnswersAndOneThatIsNotWholeHarmsItsOwnToolOnly() throws Exception {
        Path plugins = Files.createDirectory(folder.resolve("plugins"));
        Files.copy(ExamplePlugin.build(folder), plugins.resolve("membership-plugin.jar"));
        new JavaJar()
                .source("acme.Half", HALF)
                .source(
                        "lib.Locker",
                        "package lib; public class Locker { public static String open() { return \"\"; } }")
                .without("lib.Locker")
                .resource("META-INF/services/dev.tandem.plugin.TandemPlugin", "acme.Half\n")
                .write(plugins.resolve("half.jar"), TandemPlugin.class);
        Files.writeString(plugins.resolve("torn.jar"), "half of a download");
        Plugins installed = Plugins.in(plugins);
        assertThat(installed.loaded()).extracting(LoadedPlugin::name).containsExactly("half", "membership");
        assertThat(installed.refused())
                .singleElement()
                .satisfies(one -> assertThat(one.file()).isEqualTo("torn.jar"));

        JsonNode document = JsonMapper.shared().readTree(DOCUMENT);
        try (RunningPlugins tools = new RunningPlugins(installed, Meters.unread());
                MemoryCall call = MemoryCall.typed(server, document, tools.adapters())) {
            isShown(call, "Lakeside Club. How can I help you?");
            type(call, "Please open the locker L123.");
            await().atMost(Duration.ofSeconds(30))
                    .untilAsserted(() -> assertThat(call.eventTypes()).contains("tool.failed"));
            type(call, "Is my membership number right? It's 12345674.");
            isShown(call, "That number is in order.");
            call.caller.close();

            assertThat(call.result().status()).isEqualTo("completed");
            assertThat(call.event("tool.failed").path("error").asString())
                    .isEqualTo("the plugin half lacks a class or a method (NoClassDefFoundError: lib/Locker): a library"
                            + " belongs into its jar");
            assertThat(call.event("tool.finished").at("/result/valid").asBoolean())
                    .isTrue();
        }
    }

    private static void type(MemoryCall call, String line) {
        call.caller.text("lk.chat", line, Map.of());
    }

    private static void isShown(MemoryCall call, String words) {
        await().atMost(Duration.ofSeconds(30))
                .untilAsserted(() -> assertThat(call.transcript()).anyMatch(line -> line.contains(words)));
    }
}

package dev.tandem.plugins;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tandem.plugin.TandemPlugin;
import dev.tandem.stack.junit.JavaJar;
import dev.tandem.workflows.graph.ProviderKind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class PluginsTest {

    private static final String AN_INTERFACE_OF_LATER = "package dev.tandem.plugin; public interface MindReader {}";

    @TempDir
    Path folder;

    @Test
    void aJarBringsAToolTypeWithItsDescriptor() throws IOException {
        PluginJar.called("acme").in(folder);

        Plugins plugins = Plugins.in(folder);

        assertThat(plugins.refused()).isEmpty();
        LoadedPlugin acme = plugins.loaded().getFirst();
        assertThat(acme.name()).isEqualTo("acme");
        assertThat(acme.file()).isEqualTo("acme.jar");
        LoadedToolType type = acme.toolTypes().getFirst();
        assertThat(type.name()).isEqualTo("acme_tool");
        assertThat(type.configSchema().path("type").asString()).isEqualTo("object");
        assertThat(type.templatedFields()).isEmpty();
    }

    @Test
    void aJarBringsALanguageModelWithItsDescriptor() throws IOException {
        PluginJar.called("acme").members(model("acme_model")).in(folder);
        PluginJar.called("taken").members(model("openai")).in(folder);

        Plugins plugins = Plugins.in(folder);

        LoadedModel model = plugins.loaded().getFirst().models().getFirst();
        assertThat(model.name()).isEqualTo("acme_model");
        assertThat(model.kind()).isEqualTo(ProviderKind.LLM);
        assertThat(model.languages()).containsExactly("en");
        assertThat(plugins.refused())
                .singleElement()
                .satisfies(one -> assertThat(one.reason())
                        .startsWith("A model called \"openai\" is there already, in this build"));
    }

    private static String model(String name) {
        return """
                public List<ModelType> models() {
                    return List.of(new ModelType() {
                        public String name() { return "%s"; }
                        public String configSchema() { return "{}"; }
                        public Set<String> languages() { return Set.of("en"); }
                        public void answer(ModelQuestion question, ModelAnswer answer) { answer.text("Hello."); }
                    });
                }
                """.formatted(name);
    }

    @Test
    void aPluginSeesTheJdkAndTheApiAndNothingElseOfTheProcess() throws IOException {
        PluginJar.called("apart").constructor("""
                Class.forName("java.sql.Driver");
                Class.forName("dev.tandem.plugin.ToolReply");
                for (String hidden : List.of("dev.tandem.plugins.Plugins", "tools.jackson.databind.JsonNode",
                        "org.junit.jupiter.api.Test")) {
                    try {
                        Class.forName(hidden);
                        throw new IllegalStateException(hidden + " is seen");
                    } catch (ClassNotFoundException right) {
                    }
                }
                """).in(folder);

        assertThat(Plugins.in(folder).refused()).isEmpty();
    }

    @Test
    void twoPluginsHaveEachItsOwnVersionOfALibrary() throws IOException {
        for (String version : new String[] {"one", "two"}) {
            PluginJar.called(version)
                    .toolType("tools.jackson.databind.JsonNode.VERSION + \"_tool\"")
                    .jar()
                    .source(
                            "tools.jackson.databind.JsonNode",
                            "package tools.jackson.databind; public class JsonNode {"
                                    + " public static String VERSION = new String(\"" + version + "\"); }")
                    .write(folder.resolve(version + ".jar"), TandemPlugin.class);
        }

        assertThat(Plugins.in(folder).loaded())
                .extracting(one -> one.toolTypes().getFirst().name())
                .containsExactly("one_tool", "two_tool");
    }

    @Test
    void aFolderIsAPluginWithItsLibraries() throws IOException {
        Path own = Files.createDirectory(folder.resolve("with-library"));
        String library = "package lib; public class Names { public static String it() { return \"of_library\"; } }";
        PluginJar.called("acme")
                .toolType("lib.Names.it()")
                .jar()
                .source("lib.Names", library)
                .without("lib.Names")
                .write(own.resolve("acme.jar"), TandemPlugin.class);
        new JavaJar().source("lib.Names", library).write(own.resolve("names.jar"));

        assertThat(Plugins.in(folder).loaded())
                .extracting(one -> one.toolTypes().getFirst().name())
                .containsExactly("of_library");
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("faulty")
    void aFaultyPluginIsLeftOutWithASentenceAndTheOthersAreThere(String what, FaultyJar jar, String reason)
            throws IOException {
        jar.writeInto(folder);
        PluginJar.called("zebra").in(folder);

        Plugins plugins = Plugins.in(folder, Duration.ofSeconds(3));

        assertThat(plugins.refused()).singleElement().satisfies(one -> {
            assertThat(one.file()).isEqualTo("faulty.jar");
            assertThat(one.reason()).as(what).contains(reason).endsWith(".");
        });
        assertThat(plugins.loaded()).extracting(LoadedPlugin::name).containsExactly("zebra");
    }

    interface FaultyJar {
        void writeInto(Path folder) throws IOException;
    }

    static Stream<Arguments> faulty() {
        PluginJar sound = PluginJar.called("faulty");
        return Stream.of(
                Arguments.of(
                        "half a jar",
                        (FaultyJar) folder -> Files.writeString(folder.resolve("faulty.jar"), "PK\003\004 half"),
                        "It is not a whole jar"),
                Arguments.of(
                        "a jar without a plugin",
                        (FaultyJar) folder -> new JavaJar()
                                .resource("readme.txt", "hello")
                                .write(folder.resolve("faulty.jar"), TandemPlugin.class),
                        "META-INF/services/dev.tandem.plugin.TandemPlugin is missing"),
                Arguments.of(
                        "a class that is not there",
                        (FaultyJar) folder -> new JavaJar()
                                .resource(PluginJar.SERVICE, "acme.Nobody\n")
                                .write(folder.resolve("faulty.jar"), TandemPlugin.class),
                        "acme.Nobody"),
                faulty("throws", sound.constructor("if (true) throw new java.io.IOException(\"no disk\");"), "no disk"),
                faulty(
                        "an exception that cannot say anything",
                        sound.constructor("if (true) throw new RuntimeException() {"
                                + " public String getMessage() { throw new IllegalStateException(); } };"),
                        "It cannot be loaded"),
                faulty("recurses", sound.constructor("new Acme();"), "StackOverflowError"),
                faulty(
                        "waits for ever",
                        sound.constructor("synchronized (this) { while (true) { try { wait(); }"
                                + " catch (InterruptedException on) { } } }"),
                        "It did not say within 3 s"),
                faulty("lacks a library", sound.constructor("lib.Gone.it();"), "lib/Gone"),
                faulty("is of a newer API", sound.api("return 2;"), "version 2 of the plugin API"),
                faulty(
                        "uses a class of a newer API",
                        sound.members("public void read(dev.tandem.plugin.MindReader reader) { }")
                                .constructor("getClass().getMethods(); new MindReader() { };"),
                        "newer version of the plugin API"),
                faulty("has no version", sound.api("return 0;"), "must return TandemPlugin.API"),
                faulty("has no name", sound.toolType("null"), "NullPointerException"),
                faulty("has a name with a blank", sound.toolType("\"a b\""), "is called \"a b\""),
                faulty("has a schema that is no JSON", sound.schema("\"{\""), "is not JSON"),
                faulty("has a schema that is a text", sound.schema("\"\\\"object\\\"\""), "not a JSON object"),
                faulty(
                        "has a schema that is none",
                        sound.schema("\"{\\\"type\\\": \\\"objekt\\\"}\""),
                        "is not a JSON Schema"),
                faulty(
                        "takes a built-in name",
                        sound.toolType("\"http\""),
                        "\"http\" is there already, in this build"));
    }

    private static Arguments faulty(String what, PluginJar jar, String reason) {
        FaultyJar written = folder -> jar.jar()
                .source("lib.Gone", "package lib; public class Gone { public static void it() { } }")
                .source("dev.tandem.plugin.MindReader", AN_INTERFACE_OF_LATER)
                .without("lib.Gone")
                .without("dev.tandem.plugin.MindReader")
                .write(folder.resolve("faulty.jar"), TandemPlugin.class);
        return Arguments.of(what, written, reason);
    }

    @Test
    void ofTwoPluginsWithOneNameTheSecondIsLeftOut() throws IOException {
        PluginJar.called("first").toolType("\"lookup\"").in(folder);
        PluginJar.called("second").toolType("\"lookup\"").in(folder);
        PluginJar.called("first").toolType("\"other\"").jar().write(folder.resolve("third.jar"), TandemPlugin.class);

        Plugins plugins = Plugins.in(folder);

        assertThat(plugins.loaded()).extracting(LoadedPlugin::name).containsExactly("first");
        assertThat(plugins.refused())
                .extracting(RefusedPlugin::reason)
                .containsExactly(
                        "A tool type called \"lookup\" is there already, in first.jar: give it another name, or remove one"
                                + " of the two.",
                        "A plugin called \"first\" is there already, in first.jar: give it another name, or remove one of"
                                + " the two.");
    }

    @Test
    void aFolderThatIsNotThereIsSaid() {
        Plugins plugins = Plugins.in(folder.resolve("nowhere"));

        assertThat(plugins.loaded()).isEmpty();
        assertThat(plugins.refused())
                .singleElement()
                .satisfies(one -> assertThat(one.reason()).startsWith("TANDEM_PLUGINS names no folder"));
    }
}

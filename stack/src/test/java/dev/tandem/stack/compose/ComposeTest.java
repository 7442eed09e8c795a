package dev.tandem.stack.compose;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.Error;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import dev.tandem.stack.PinnedParts;
import dev.tandem.stack.compose.Dockerfile.Stage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Holds docker-compose.yml against the Compose specification and against the files that it names. */
class ComposeTest {
    // A name without a host: a registry's has a dot or a port before the first slash.
    private static final Pattern IMAGE = Pattern.compile("([a-z0-9-]+/)?[a-z0-9-]+:v?\\d+\\.\\d+[\\w.-]*");
    private static final Pattern ON_LOOPBACK = Pattern.compile("127\\.0\\.0\\.1:\\d+:\\d+(/udp)?");

    private static Deployment deployment;

    @BeforeAll
    static void read() throws IOException {
        deployment = Deployment.read();
    }

    @Test
    void itIsWhatTheSpecificationAllows() throws IOException {
        Path file = PinnedParts.find().folder().resolve("compose-spec/compose-spec.json");
        ObjectNode schema = (ObjectNode) new JsonMapper().readTree(Files.readString(file));
        // It is relative, to nothing.
        schema.remove("$id");

        List<Error> faults = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
                .getSchema(schema)
                .validate(deployment.compose().document());

        assertThat(faults).isEmpty();
    }

    @Test
    void itsVariablesAreThoseOfTheExample() {
        assertThat(deployment.written().variables())
                .containsExactlyInAnyOrderElementsOf(
                        deployment.example().values().keySet());
    }

    @Test
    void everySecretIsDemandedAndHasNoValueInTheExample() {
        ExampleEnvironment example = deployment.example();

        assertThat(deployment.written().demanded()).isNotEmpty().isEqualTo(example.made());
        assertThat(example.made())
                .allSatisfy(name -> assertThat(example.values().get(name)).isEmpty());
    }

    @Test
    void everyPublishedPortIsOnLoopback() {
        assertThat(deployment.services().stream().flatMap(service -> service.ports().stream()))
                .isNotEmpty()
                .allMatch(ON_LOOPBACK.asMatchPredicate());
        assertThat(deployment.services()).noneMatch(service -> service.node().has("network_mode"));
    }

    @Test
    void everyImageIsNamedWithoutAHostAndWithAVersion() {
        assertThat(deployment.services())
                .extracting(Service::image)
                .isNotEmpty()
                .allMatch(IMAGE.asMatchPredicate());
        assertThat(deployment.dockerfile().images()).isNotEmpty().allMatch(IMAGE.asMatchPredicate());
    }

    @Test
    void everyServiceTellsItsHealthOrRunsToAnEndThatAnotherWaitsFor() {
        Set<String> endings = deployment.services().stream()
                .flatMap(service -> service.waitsFor().entrySet().stream())
                .filter(wait -> wait.getValue().equals("service_completed_successfully"))
                .map(Map.Entry::getKey)
                .collect(Collectors.toSet());

        assertThat(deployment.services())
                .filteredOn(service -> service.healthCheck().isEmpty())
                .extracting(Service::name)
                .containsExactlyInAnyOrderElementsOf(endings);
    }

    @Test
    void whatIsWaitedForTellsItsHealthOrRunsToAnEnd() {
        assertThat(deployment.services())
                .allSatisfy(service -> service.waitsFor().forEach((name, condition) -> {
                    boolean ends =
                            deployment.compose().service(name).healthCheck().isEmpty();
                    assertThat(condition)
                            .as("%s waits for %s", service.name(), name)
                            .isEqualTo(ends ? "service_completed_successfully" : "service_healthy");
                }));
    }

    @Test
    void everyNamedVolumeIsDeclaredAndUsed() {
        assertThat(mounted().filter(source -> !source.startsWith(".")).collect(Collectors.toSet()))
                .isEqualTo(deployment.compose().volumes());
    }

    @Test
    void everyMountedFileOrFolderIsInTheRepository() {
        assertThat(mounted().filter(source -> source.startsWith(".")))
                .isNotEmpty()
                .allSatisfy(
                        source -> assertThat(deployment.root().resolve(source)).exists());
    }

    @Test
    void everyFileThatAStageCopiesIsInTheRepository() {
        assertThat(deployment.dockerfile().stages().values())
                .flatExtracting(Stage::copied)
                .isNotEmpty()
                .allSatisfy(
                        source -> assertThat(deployment.root().resolve(source)).exists());
    }

    @Test
    void everyStageThatIsCopiedFromOrBuiltIsThere() {
        Dockerfile dockerfile = deployment.dockerfile();

        assertThat(dockerfile.stages().values())
                .flatExtracting(Stage::copiedFrom)
                .isNotEmpty()
                .isSubsetOf(dockerfile.stages().keySet());
        assertThat(deployment.own())
                .extracting(service -> service.target().orElseThrow())
                .containsExactlyInAnyOrder("api", "worker", "callers")
                .isSubsetOf(dockerfile.stages().keySet());
    }

    /** The left sides of all mounts. */
    private static Stream<String> mounted() {
        return deployment.services().stream()
                .flatMap(service -> service.volumes().stream())
                .map(volume -> volume.substring(0, volume.indexOf(':')));
    }
}

package dev.tandem.workers.plugin;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Builds {@code examples/plugin} as its author does: by Maven, from outside of this project, against the published API.
 * What this build has made of the API lies in a repository of its own, whose other folders are links to the machine's, so
 * that nothing is downloaded and nothing of ours is left there.
 */
public final class ExamplePlugin {

    private static final String VERSION = "0.1.0-SNAPSHOT";

    private ExamplePlugin() {}

    /** Returns the plugin's jar, built in this folder. */
    public static Path build(Path folder) throws IOException, InterruptedException {
        Path root = root();
        Path repository = repository(folder.resolve("repository"));
        install(repository, "tandem", root.resolve("pom.xml"), null);
        Path api = root.resolve("plugin-api");
        install(
                repository,
                "tandem-plugin-api",
                api.resolve("pom.xml"),
                api.resolve("target/tandem-plugin-api-" + VERSION + ".jar"));
        Path project = folder.resolve("project");
        copy(root.resolve("examples/plugin"), project);
        Process maven = new ProcessBuilder("mvn", "-B", "-o", "-q", "package", "-Dmaven.repo.local=" + repository)
                .directory(project.toFile())
                .redirectErrorStream(true)
                .start();
        String said = new String(maven.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(maven.waitFor()).as(said).isZero();
        unlink(repository.resolve("dev"));
        unlink(repository);
        return project.resolve("target/membership-plugin.jar");
    }

    /** Makes a repository of links to the machine's, without what it has of ours. */
    private static Path repository(Path repository) throws IOException {
        String home =
                Path.of(System.getProperty("user.home"), ".m2", "repository").toString();
        Path machines = Path.of(System.getProperty("localRepository", home));
        link(machines, repository, "dev");
        link(machines.resolve("dev"), repository.resolve("dev"), "tandem");
        return repository;
    }

    private static void link(Path from, Path to, String without) throws IOException {
        Files.createDirectories(to);
        if (Files.isDirectory(from)) {
            try (Stream<Path> entries = Files.list(from)) {
                for (Path entry : entries.toList()) {
                    String name = String.valueOf(entry.getFileName());
                    if (!name.equals(without)) {
                        Files.createSymbolicLink(to.resolve(name), entry);
                    }
                }
            }
        }
    }

    /** Removes the links, so that nobody who cleans up can follow them. */
    private static void unlink(Path folder) throws IOException {
        try (Stream<Path> entries = Files.list(folder)) {
            for (Path entry : entries.filter(Files::isSymbolicLink).toList()) {
                Files.delete(entry);
            }
        }
    }

    private static void install(Path repository, String artifact, Path pom, @Nullable Path jar) throws IOException {
        Path folder = Files.createDirectories(repository.resolve("dev/tandem/" + artifact + "/" + VERSION));
        String name = artifact + "-" + VERSION;
        Files.copy(pom, folder.resolve(name + ".pom"));
        if (jar != null) {
            Files.copy(jar, folder.resolve(name + ".jar"));
        }
    }

    private static void copy(Path from, Path to) throws IOException {
        try (Stream<Path> files = Files.walk(from)) {
            for (Path file : files.filter(one -> !from.relativize(one).startsWith("target"))
                    .toList()) {
                Files.copy(file, to.resolve(from.relativize(file).toString()), StandardCopyOption.REPLACE_EXISTING);
            }
        }
    }

    private static Path root() {
        Path folder = Path.of("").toAbsolutePath();
        while (!Files.isDirectory(folder.resolve("plugin-api"))) {
            folder = Objects.requireNonNull(folder.getParent(), "tests run in a module of the project");
        }
        return folder;
    }
}

package dev.tandem.cli;

import dev.tandem.cli.api.Failure;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(
        name = "init",
        description = {
            "Writes an example: a workflow, a scenario, and a workflow for GitHub that tests and publishes.",
            "It asks no server, and overwrites no file."
        },
        mixinStandardHelpOptions = true,
        footerHeading = "%nExample%n",
        footer = "  tandem init my-phone-agents")
@SuppressWarnings("NullAway.Init") // picocli sets the fields
final class InitCommand implements Callable<Integer> {

    /** Each file, and the resource that it is. */
    private static final Map<String, String> FILES = new TreeMap<>(Map.of(
            "workflows/shop.yaml", "shop.yaml",
            "scenarios/order.yaml", "order.yaml",
            ".github/workflows/tandem.yml", "github.yml",
            ".gitignore", "gitignore"));

    @Spec
    private CommandSpec spec;

    @Parameters(paramLabel = "FOLDER", arity = "0..1", defaultValue = ".", description = "default: this folder")
    private Path folder;

    @Override
    public Integer call() {
        List<String> there = FILES.keySet().stream()
                .filter(file -> Files.exists(folder.resolve(file)))
                .toList();
        if (!there.isEmpty()) {
            throw Failure.refused("There is already " + String.join(", ", there) + " in " + folder
                    + ". Nothing was written; take another folder.");
        }
        FILES.forEach(this::write);
        spec.commandLine()
                .getOut()
                .println(FILES.keySet().stream().collect(Collectors.joining("\n  ", "Written:\n  ", "\n"))
                        + "Next: set TANDEM_URL and TANDEM_KEY, then `tandem apply` and `tandem test`.");
        return 0;
    }

    private void write(String file, String resource) {
        Path path = folder.resolve(file);
        try (InputStream example =
                Objects.requireNonNull(InitCommand.class.getResourceAsStream("example/" + resource), resource)) {
            Files.createDirectories(Objects.requireNonNull(path.toAbsolutePath().getParent()));
            Files.copy(example, path);
        } catch (IOException unwritable) {
            throw Failure.usage("The file " + path + " cannot be written: " + unwritable.getMessage());
        }
    }
}

package dev.tandem.cli;

import dev.tandem.cli.api.Failure;
import dev.tandem.cli.api.Workflows;
import dev.tandem.cli.file.WorkflowFile;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Which version is tried. */
@SuppressWarnings("NullAway.Init") // picocli sets the fields
final class Target {

    @Option(
            names = "--workflow",
            paramLabel = "FILE",
            defaultValue = "workflows",
            description = "file of the workflow whose draft is tried, or its published version where there is no draft."
                    + " Default: the one file in the folder workflows")
    private Path workflow;

    @Option(names = "--version-id", paramLabel = "ID", description = "id of another version to try")
    private @Nullable String version;

    /** @param name of the workflow */
    record Tried(String name, Workflows.Version version) {}

    Tried find(Workflows workflows) throws InterruptedException {
        if (version != null) {
            return new Tried(version, workflows.version(version));
        }
        List<WorkflowFile> files = WorkflowFile.in(workflow);
        if (files.size() > 1) {
            throw Failure.usage("There are " + files.size() + " workflows in " + workflow
                    + ": say which one with --workflow, such as --workflow "
                    + files.getFirst().path());
        }
        WorkflowFile file = files.getFirst();
        return new Tried(file.name(), workflows.latest(workflows.get(file.requireId())));
    }
}

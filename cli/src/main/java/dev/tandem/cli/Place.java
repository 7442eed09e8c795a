package dev.tandem.cli;

import dev.tandem.cli.file.WorkflowFile;
import java.nio.file.Path;
import java.util.List;
import picocli.CommandLine.Parameters;

/** Which workflow files a command is about. */
@SuppressWarnings("NullAway.Init") // picocli sets the field
final class Place {

    @Parameters(
            paramLabel = "FILE",
            arity = "0..*",
            defaultValue = "workflows",
            description = "workflow files, or folders of them. Default: the folder workflows")
    private List<Path> places;

    List<WorkflowFile> files() {
        return places.stream().flatMap(place -> WorkflowFile.in(place).stream()).toList();
    }
}

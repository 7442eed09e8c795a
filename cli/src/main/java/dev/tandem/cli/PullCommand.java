package dev.tandem.cli;

import dev.tandem.cli.api.Api;
import dev.tandem.cli.api.Failure;
import dev.tandem.cli.api.Workflows;
import dev.tandem.cli.file.Canonical;
import dev.tandem.cli.file.KnownDocuments;
import dev.tandem.cli.file.WorkflowFile;
import dev.tandem.cli.report.Terminal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "pull",
        description = {
            "Writes workflows of the server as files: the draft, or the published version where there is no draft.",
            "A file that was changed and not applied is left alone. Secrets are never in a document; it names them."
        },
        mixinStandardHelpOptions = true,
        footerHeading = "%nExamples%n",
        footer = {"  tandem pull", "  tandem pull 0199c1d2-… --into workflows --format json"})
@SuppressWarnings("NullAway.Init") // picocli sets the fields
final class PullCommand extends ApiCommand {

    @Parameters(paramLabel = "ID", arity = "0..*", description = "ids of workflows. Default: all")
    private List<String> ids = List.of();

    @Option(names = "--into", paramLabel = "FOLDER", defaultValue = "workflows", description = "default: workflows")
    private Path folder;

    @Option(
            names = "--format",
            paramLabel = "FORMAT",
            defaultValue = "yaml",
            description = "yaml or json, of new files")
    private String format;

    @Option(names = "--force", description = "overwrite files that were changed and not applied, too")
    private boolean force;

    @Override
    int run(Api api, Terminal terminal) throws InterruptedException {
        if (!format.equals("yaml") && !format.equals("json")) {
            throw Failure.usage("--format is yaml or json, not " + format + ".");
        }
        Workflows workflows = new Workflows(api);
        KnownDocuments known = new KnownDocuments(Path.of(""));
        List<WorkflowFile> there = Files.isDirectory(folder) && hasFiles() ? WorkflowFile.in(folder) : List.of();
        int left = 0;
        for (String id : ids.isEmpty() ? workflows.ids() : ids) {
            Workflows.Workflow served = workflows.get(id);
            Workflows.Version latest = workflows.latest(served);
            Optional<WorkflowFile> before =
                    there.stream().filter(file -> id.equals(file.id())).findFirst();
            WorkflowFile pulled = before.map(
                            file -> file.with(id, served.name(), served.description(), latest.config()))
                    .orElseGet(() ->
                            WorkflowFile.at(folder, format, id, served.name(), served.description(), latest.config()));
            if (!force && isUnsent(before, pulled, known)) {
                left++;
                terminal.line(
                        pulled.path() + " was changed here and not applied; it is left alone. --force overwrites it.");
                continue;
            }
            known.remember(id, latest.config());
            pulled.write();
            terminal.line(pulled.path() + ": " + latest.label() + " of " + served.name());
        }
        return left == 0 ? 0 : Failure.REFUSED;
    }

    private boolean hasFiles() {
        String[] names = folder.toFile().list((_, name) -> name.matches(".*\\.(yaml|yml|json)"));
        return names != null && names.length > 0;
    }

    /** Whether overwriting a file would lose something that nobody else has. */
    private static boolean isUnsent(Optional<WorkflowFile> before, WorkflowFile pulled, KnownDocuments known) {
        if (before.isEmpty()) {
            return Files.exists(pulled.path());
        }
        WorkflowFile file = before.get();
        return !Canonical.same(file.config(), pulled.config()) && !known.knows(file, file.config());
    }
}

package dev.tandem.cli;

import dev.tandem.cli.api.Api;
import dev.tandem.cli.api.Workflows;
import dev.tandem.cli.file.WorkflowFile;
import dev.tandem.cli.report.Changes;
import dev.tandem.cli.report.Terminal;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
        name = "plan",
        description = "Shows what apply would change on the server. It changes nothing.",
        mixinStandardHelpOptions = true,
        footerHeading = "%nExamples%n",
        footer = {"  tandem plan", "  tandem plan workflows/shop.yaml --exit-code"})
@SuppressWarnings("NullAway.Init") // picocli sets the fields
final class PlanCommand extends ApiCommand {

    @Mixin
    private Place place;

    @Option(names = "--exit-code", description = "end with 1 if something would change")
    private boolean exitCode;

    @Override
    int run(Api api, Terminal terminal) throws InterruptedException {
        Workflows workflows = new Workflows(api);
        boolean any = false;
        for (WorkflowFile file : place.files()) {
            any |= show(workflows, file, terminal);
        }
        return any && exitCode ? 1 : 0;
    }

    /** @return whether something would change */
    private static boolean show(Workflows workflows, WorkflowFile file, Terminal terminal) throws InterruptedException {
        if (file.id() == null) {
            terminal.line(file.path() + ": the workflow " + file.name() + " would be created.");
            return true;
        }
        Workflows.Workflow served = workflows.get(file.id());
        Workflows.Version latest = workflows.latest(served);
        Changes changes = Changes.of(workflows.changes(latest, file.config()));
        boolean isRenamed = ApplyCommand.isRenamed(file, served);
        if (changes.isNone() && !isRenamed) {
            terminal.line(file.path() + ": nothing would change; " + latest.label() + " is the same.");
            return false;
        }
        terminal.line(file.path() + ": " + changes.count() + ", against " + latest.label() + " of " + served.name());
        if (isRenamed) {
            terminal.line("  ~ name or description");
        }
        changes.lines().forEach(line -> terminal.line("  " + line));
        return true;
    }
}

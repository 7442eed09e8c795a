package dev.tandem.cli;

import dev.tandem.cli.api.Api;
import dev.tandem.cli.api.Failure;
import dev.tandem.cli.api.Workflows;
import dev.tandem.cli.file.Canonical;
import dev.tandem.cli.file.KnownDocuments;
import dev.tandem.cli.file.WorkflowFile;
import dev.tandem.cli.report.Changes;
import dev.tandem.cli.report.Terminal;
import java.nio.file.Path;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import tools.jackson.databind.JsonNode;

@Command(
        name = "apply",
        description = {
            "Makes the draft of each workflow what its file says.",
            "A workflow without an id is created, and its id is written into the file. A draft is replaced only if it is what"
                    + " the file was at one of its last commits, or what was pulled or applied in this folder; so nobody's"
                    + " work is overwritten. Applying twice changes nothing."
        },
        mixinStandardHelpOptions = true,
        footerHeading = "%nExamples%n",
        footer = {"  tandem apply", "  tandem apply workflows/shop.yaml"})
@SuppressWarnings("NullAway.Init") // picocli sets the fields
final class ApplyCommand extends ApiCommand {

    @Mixin
    private Place place;

    @Option(names = "--force", description = "replace a draft that somebody else changed, too")
    private boolean force;

    @Override
    int run(Api api, Terminal terminal) throws InterruptedException {
        Workflows workflows = new Workflows(api);
        KnownDocuments known = new KnownDocuments(Path.of(""));
        for (WorkflowFile file : place.files()) {
            apply(workflows, known, file, terminal);
        }
        return 0;
    }

    static boolean isRenamed(WorkflowFile file, Workflows.Workflow served) {
        return !file.name().equals(served.name()) || !Objects.equals(file.description(), served.description());
    }

    private void apply(Workflows workflows, KnownDocuments known, WorkflowFile file, Terminal terminal)
            throws InterruptedException {
        boolean isNew = file.id() == null;
        Workflows.Workflow served = isNew ? create(workflows, file) : workflows.get(file.requireId());
        // At once, so that a command that is stopped here does not create another one the next time.
        WorkflowFile own = isNew ? file.writeId(served.id()) : file;
        if (isRenamed(own, served)) {
            served = workflows.rename(served, own.name(), own.description());
        }
        Workflows.Version latest = workflows.latest(served);
        Changes changes = Changes.of(workflows.changes(latest, own.config()));
        if (changes.isNone() && !isNew) {
            known.remember(served.id(), latest.config());
            terminal.line(file.path() + ": nothing to change; " + latest.label() + " is the same.");
            return;
        }
        boolean isDraft = latest.status().equals("draft");
        if (isDraft && !isNew && !force && !known.knows(own, latest.config()) && !isCopy(workflows, served, latest)) {
            throw Failure.refused(foreign(own, latest, changes));
        }
        Workflows.Version draft = isDraft ? latest : workflows.newDraft(served.id());
        Workflows.Version applied = workflows.replace(draft, own.config());
        known.remember(served.id(), applied.config());
        if (!Canonical.same(applied.config(), own.config())) {
            own.with(served.id(), own.name(), own.description(), applied.config())
                    .write();
            terminal.line(own.path() + " was written anew, without its comments: the server gave ids to its parts, or"
                    + " brought it to today's schema. Commit it.");
        }
        terminal.line(own.path() + ": " + changes.count() + "; it is " + applied.label() + " of " + served.name());
    }

    private static Workflows.Workflow create(Workflows workflows, WorkflowFile file) throws InterruptedException {
        Optional<String> sameName = workflows.named(file.name());
        if (sameName.isPresent()) {
            throw Failure.refused("There is a workflow named " + file.name() + " already, and " + file.path()
                    + " has no id. Give the file the id " + sameName.get() + ", or another name.");
        }
        return workflows.create(file.name(), file.description());
    }

    /** Whether a draft is as it was made, so that nobody's work is in it. */
    private static boolean isCopy(Workflows workflows, Workflows.Workflow served, Workflows.Version draft)
            throws InterruptedException {
        String published = served.published();
        JsonNode original =
                published == null ? null : workflows.version(published).config();
        return original != null && Canonical.same(original, draft.config());
    }

    private static String foreign(WorkflowFile file, Workflows.Version draft, Changes changes) {
        String lines =
                changes.lines().stream().limit(10).map(line -> "\n  " + line).collect(Collectors.joining());
        return "%s: %s was changed by somebody else: it is nothing that this file was. From it to the file:%s%n"
                        .formatted(file.path(), draft.label(), lines)
                + "Nothing was changed. `tandem pull --force` takes the draft into the file (commit yours first), and"
                + " `tandem apply --force` replaces the draft.";
    }
}

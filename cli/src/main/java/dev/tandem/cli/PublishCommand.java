package dev.tandem.cli;

import dev.tandem.cli.api.Answer;
import dev.tandem.cli.api.Api;
import dev.tandem.cli.api.Failure;
import dev.tandem.cli.api.Workflows;
import dev.tandem.cli.file.WorkflowFile;
import dev.tandem.cli.report.Changes;
import dev.tandem.cli.report.Terminal;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

@Command(
        name = "publish",
        description = {
            "Publishes the drafts, if they are what the files say and their required tests have passed.",
            "What is published already stays as it is."
        },
        mixinStandardHelpOptions = true,
        footerHeading = "%nExamples%n",
        footer = {
            "  tandem publish",
            "  tandem publish workflows/shop.yaml --run-required",
            "  tandem publish --override 'the phone lines of the shop are down'"
        })
@SuppressWarnings("NullAway.Init") // picocli sets the fields
final class PublishCommand extends ApiCommand {

    @Mixin
    private Place place;

    @Option(names = "--run-required", description = "run the required tests first, and wait for them")
    private boolean runRequired;

    @Option(
            names = "--override",
            paramLabel = "REASON",
            description =
                    "publish although required tests have not passed; an owner's key is needed, and the reason is kept")
    private @Nullable String reason;

    @Override
    int run(Api api, Terminal terminal) throws InterruptedException {
        for (WorkflowFile file : place.files()) {
            publish(api, file, terminal);
        }
        return 0;
    }

    private void publish(Api api, WorkflowFile file, Terminal terminal) throws InterruptedException {
        Workflows workflows = new Workflows(api);
        Workflows.Workflow served = workflows.get(file.requireId());
        Workflows.Version latest = workflows.latest(served);
        Changes changes = Changes.of(workflows.changes(latest, file.config()));
        if (!changes.isNone()) {
            throw Failure.refused(file.path() + " is not what " + latest.label() + " is (" + changes.count()
                    + "; `tandem plan` shows it). `tandem apply` and `tandem test` come first.");
        }
        if (latest.status().equals("published")) {
            terminal.line(file.path() + ": published already, as " + latest.label() + ".");
            return;
        }
        if (runRequired) {
            waitForRequired(api, latest, terminal);
        }
        ObjectNode body = JsonNodeFactory.instance.objectNode();
        if (reason != null) {
            body.putObject("override").put("reason", reason);
        }
        Answer answer = api.postIfMatch("/api/workflow-versions/" + latest.id() + "/publish", latest.etag(), body);
        if (answer.problem().equals("required-tests")) {
            throw Failure.refused(required(api, answer));
        }
        if (answer.status() == 412) {
            throw Failure.refused("The draft was changed at this very moment. Nothing was published; try again.");
        }
        terminal.line(file.path() + ": published as version "
                + answer.fine().path("version").asInt() + " of " + served.name() + ".");
    }

    private static void waitForRequired(Api api, Workflows.Version draft, Terminal terminal)
            throws InterruptedException {
        Answer answer = api.post(
                "/api/workflow-versions/" + draft.id() + "/run-required", JsonNodeFactory.instance.objectNode());
        if (answer.problem().equals("nothing-required")) {
            return;
        }
        JsonNode started = answer.fine();
        String location = answer.header("Location")
                .orElseGet(() -> "/api/test-runs/" + started.path("id").asString());
        JsonNode _ = api.whenOver(location, started, run -> {
            JsonNode progress = run.path("progress");
            terminal.progress("required tests: "
                    + (progress.path("passed").asInt() + progress.path("failed").asInt()) + " of "
                    + progress.path("attempts").asInt() + " calls");
        });
    }

    private static String required(Api api, Answer answer) {
        List<String> lines = new ArrayList<>();
        lines.add("Required tests have not passed on this draft as it is now:");
        answer.body().path("required").forEach(test -> {
            String link = test.path("link").asString("");
            lines.add("  " + test.path("name").asString() + ": "
                    + test.path("state").asString() + (link.isEmpty() ? "" : ", see " + api.address(link)));
        });
        lines.add("Run them with --run-required. An owner publishes all the same with --override REASON.");
        return String.join("\n", lines);
    }
}

package dev.tandem.cli;

import dev.tandem.cli.api.Answer;
import dev.tandem.cli.api.Api;
import dev.tandem.cli.api.Workflows;
import dev.tandem.cli.report.JUnitReport;
import dev.tandem.cli.report.Terminal;
import java.nio.file.Path;
import java.time.Instant;
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
        name = "replay",
        description = {
            "Replays the newest recorded calls of the workflow against the draft, and names where they would go elsewhere.",
            "It ends with 1 if one would."
        },
        mixinStandardHelpOptions = true,
        footerHeading = "%nExamples%n",
        footer = {"  tandem replay --last 1000", "  tandem replay --channel voice --from 2026-11-01T00:00:00Z"})
@SuppressWarnings("NullAway.Init") // picocli sets the fields
final class ReplayCommand extends ApiCommand {

    @Mixin
    private Target target;

    @Option(names = "--last", paramLabel = "N", defaultValue = "100", description = "so many calls. Default: 100")
    private int last;

    @Option(names = "--channel", paramLabel = "CHANNEL", description = "only calls by voice, or by chat")
    private @Nullable String channel;

    @Option(names = "--status", paramLabel = "STATUS", description = "only calls that are completed, or dropped")
    private @Nullable String status;

    @Option(names = "--from", paramLabel = "TIME", description = "only calls since then, such as 2026-11-01T00:00:00Z")
    private @Nullable Instant from;

    @Option(names = "--to", paramLabel = "TIME", description = "only calls before then")
    private @Nullable Instant to;

    @Option(names = "--junit", paramLabel = "FILE", description = "write a report in JUnit's XML")
    private @Nullable Path junit;

    @Override
    int run(Api api, Terminal terminal) throws InterruptedException {
        Instant began = Instant.now();
        Target.Tried tried = target.find(new Workflows(api));
        ObjectNode body = JsonNodeFactory.instance.objectNode().put("last", last);
        ObjectNode filter = body.putObject("filter");
        put(filter, "channel", channel);
        put(filter, "status", status);
        put(filter, "from", from);
        put(filter, "to", to);
        Answer answer = api.start("/api/workflow-versions/" + tried.version().id() + "/replay", body);
        JsonNode started = answer.fine();
        JsonNode replay = api.whenOver(
                "/api/replays/" + started.path("id").asString(),
                started,
                running -> terminal.progress(running.path("done").asInt() + " of "
                        + running.path("total").asInt() + " calls"));
        List<JUnitReport.Case> cases = told(replay, tried, terminal);
        if (junit != null) {
            JUnitReport.since(began, tried.name(), cases).write(junit);
        }
        return elsewhere(replay) == 0 ? 0 : 1;
    }

    private static void put(ObjectNode filter, String name, @Nullable Object value) {
        if (value != null) {
            filter.put(name, value.toString());
        }
    }

    private static int elsewhere(JsonNode replay) {
        return replay.path("outcomes")
                .valueStream()
                .filter(count -> count.path("what").asString().equals("elsewhere"))
                .mapToInt(count -> count.path("calls").asInt())
                .sum();
    }

    private static List<JUnitReport.Case> told(JsonNode replay, Target.Tried tried, Terminal terminal) {
        int total = replay.path("total").asInt();
        terminal.line(total + " calls replayed against " + tried.version().label() + " of " + tried.name() + "; "
                + elsewhere(replay) + " would go elsewhere.");
        replay.path("outcomes")
                .forEach(count -> terminal.line("  " + count.path("what").asString() + ": "
                        + count.path("calls").asInt()));
        replay.path("not_replayable")
                .forEach(count ->
                        terminal.line("  not replayable: " + count.path("calls").asInt() + ", "
                                + count.path("what").asString()));
        List<JUnitReport.Case> cases = new ArrayList<>();
        if (elsewhere(replay) == 0) {
            cases.add(new JUnitReport.Case("replay", total + " calls go where they went", null));
        }
        replay.path("divergences").forEach(group -> {
            String name =
                    group.path("kind").asString() + " " + group.path("subject").asString() + " of agent "
                            + group.path("agent_id").asString();
            JsonNode example = group.path("example");
            List<String> lines = List.of(
                    name + ", in " + group.path("calls").asInt() + " calls, such as "
                            + group.path("links").path(0).asString(""),
                    "  expected: " + example.path("expected").asString(),
                    "  found:    " + example.path("found").asString());
            boolean isDecisive = group.path("decisive").asBoolean();
            terminal.line((isDecisive ? "✗ " : "~ ") + lines.getFirst());
            lines.stream().skip(1).forEach(line -> terminal.line("  " + line));
            cases.add(new JUnitReport.Case("replay", name, isDecisive ? String.join("\n", lines) : null));
        });
        return cases;
    }
}

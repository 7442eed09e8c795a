package dev.tandem.cli;

import dev.tandem.cli.api.Answer;
import dev.tandem.cli.api.Api;
import dev.tandem.cli.api.Failure;
import dev.tandem.cli.api.Workflows;
import dev.tandem.cli.file.ScenarioFile;
import dev.tandem.cli.report.JUnitReport;
import dev.tandem.cli.report.ScenarioResult;
import dev.tandem.cli.report.Terminal;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;

@Command(
        name = "test",
        description = {
            "Runs scenarios on the draft as it is on the server (apply first), or on another version.",
            "It ends with 1 if one does not pass, and says what was expected, what was found and where."
        },
        mixinStandardHelpOptions = true,
        footerHeading = "%nExamples%n",
        footer = {
            "  tandem test",
            "  tandem test scenarios/returns.yaml --workflow workflows/shop.yaml",
            "  tandem test --junit build/tandem.xml",
            "  tandem test scenarios/noisy.yaml --voice"
        })
@SuppressWarnings("NullAway.Init") // picocli sets the fields
final class TestCommand extends ApiCommand {

    private static final Pattern PLACE = Pattern.compile("/scenarios/(\\d+)(/.*)?");
    private static final int AT_ONCE = 200;

    @Parameters(
            paramLabel = "SCENARIO",
            arity = "0..*",
            defaultValue = "scenarios",
            description = "scenario files in YAML or JSON, or folders of them. Default: the folder scenarios")
    private List<Path> places;

    @Mixin
    private Target target;

    @Option(names = "--voice", description = "simulated callers speak the scenarios, in real rooms")
    private boolean voice;

    @Option(names = "--junit", paramLabel = "FILE", description = "write a report in JUnit's XML")
    private @Nullable Path junit;

    @Override
    int run(Api api, Terminal terminal) throws InterruptedException {
        Instant began = Instant.now();
        List<ScenarioFile> files = ScenarioFile.in(places);
        Target.Tried tried = target.find(new Workflows(api));
        terminal.line(scenarios(files.size()) + " on " + tried.version().label() + " of " + tried.name());
        List<JUnitReport.Case> cases = new ArrayList<>();
        for (int from = 0; from < files.size(); from += AT_ONCE) {
            List<ScenarioFile> some = files.subList(from, Math.min(files.size(), from + AT_ONCE));
            JsonNode run = runs(
                    api,
                    terminal,
                    "/api/workflow-versions/" + tried.version().id() + "/test/" + (voice ? "voice" : "chat"),
                    some);
            for (int i = 0; i < some.size(); i++) {
                JsonNode scenario = run.path("scenarios").path(i);
                cases.add(new JUnitReport.Case(
                        some.get(i).path().toString(),
                        scenario.path("name").asString(),
                        ScenarioResult.of(scenario).failure()));
            }
        }
        if (junit != null) {
            JUnitReport.since(began, tried.name(), cases).write(junit);
        }
        long failed = cases.stream().filter(one -> one.failure() != null).count();
        terminal.line(
                failed == 0
                        ? scenarios(cases.size()) + " passed."
                        : failed + " of " + scenarios(cases.size()) + " did not pass.");
        return failed == 0 ? 0 : 1;
    }

    private static String scenarios(int count) {
        return count == 1 ? "1 scenario" : count + " scenarios";
    }

    /** Runs scenarios, tells of each when it has ended, and returns the run. */
    private static JsonNode runs(Api api, Terminal terminal, String path, List<ScenarioFile> files)
            throws InterruptedException {
        ArrayNode texts = JsonNodeFactory.instance.arrayNode();
        files.forEach(file -> texts.add(file.text()));
        Answer answer = api.start(path, JsonNodeFactory.instance.objectNode().set("scenarios", texts));
        if (answer.status() == 422) {
            throw Failure.usage(faults(answer, files));
        }
        JsonNode started = answer.fine().path("run");
        String location = answer.header("Location")
                .orElseGet(() -> "/api/test-runs/" + started.path("id").asString());
        Set<Integer> told = new HashSet<>();
        JsonNode over = api.whenOver(location, started, run -> {
            tell(run, files, told, terminal);
            JsonNode progress = run.path("progress");
            terminal.progress(
                    (progress.path("passed").asInt() + progress.path("failed").asInt()) + " of "
                            + progress.path("attempts").asInt() + " calls, "
                            + progress.path("failed").asInt() + " failed");
        });
        tell(over, files, told, terminal);
        return over;
    }

    private static void tell(JsonNode run, List<ScenarioFile> files, Set<Integer> told, Terminal terminal) {
        for (int i = 0; i < files.size(); i++) {
            JsonNode scenario = run.path("scenarios").path(i);
            if (!scenario.path("status").asString("running").equals("running") && told.add(i)) {
                ScenarioResult.of(scenario)
                        .lines(files.get(i).path().toString())
                        .forEach(terminal::line);
            }
        }
    }

    /** Names the file of each fault instead of its number in the request. */
    private static String faults(Answer answer, List<ScenarioFile> files) {
        List<String> lines = new ArrayList<>();
        answer.body().path("problems").forEach(problem -> {
            Matcher place = PLACE.matcher(problem.path("pointer").asString(""));
            String message = problem.path("message").asString("");
            lines.add(
                    place.matches()
                            ? files.get(Integer.parseInt(place.group(1))).path() + ": " + message
                            : message);
        });
        return lines.isEmpty() ? answer.message() : String.join("\n", lines);
    }
}

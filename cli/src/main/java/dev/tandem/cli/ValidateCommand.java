package dev.tandem.cli;

import dev.tandem.cli.api.Api;
import dev.tandem.cli.api.Workflows;
import dev.tandem.cli.file.WorkflowFile;
import dev.tandem.cli.report.JUnitReport;
import dev.tandem.cli.report.Terminal;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import tools.jackson.databind.JsonNode;

@Command(
        name = "validate",
        description = "Lists what would prevent publishing the files, each fault with its place. It changes nothing.",
        mixinStandardHelpOptions = true,
        footerHeading = "%nExample%n",
        footer = "  tandem validate --junit build/validate.xml")
@SuppressWarnings("NullAway.Init") // picocli sets the fields
final class ValidateCommand extends ApiCommand {

    @Mixin
    private Place place;

    @Option(names = "--junit", paramLabel = "FILE", description = "write a report in JUnit's XML")
    private @Nullable Path junit;

    @Override
    int run(Api api, Terminal terminal) throws InterruptedException {
        Instant began = Instant.now();
        Workflows workflows = new Workflows(api);
        List<JUnitReport.Case> cases = new ArrayList<>();
        boolean isValid = true;
        for (WorkflowFile file : place.files()) {
            Workflows.Version latest = workflows.latest(workflows.get(file.requireId()));
            JsonNode findings = workflows.findings(latest, file.config());
            boolean isFine = findings.path("valid").asBoolean();
            isValid &= isFine;
            List<String> lines = Stream.concat(
                            lines("error", findings.path("problems")), lines("warning", findings.path("warnings")))
                    .toList();
            terminal.line(file.path() + ": " + (isFine ? "valid" : "not valid"));
            lines.forEach(line -> terminal.line("  " + line));
            cases.add(new JUnitReport.Case(
                    file.path().toString(),
                    "is valid",
                    isFine ? null : lines.stream().collect(Collectors.joining("\n"))));
        }
        if (junit != null) {
            JUnitReport.since(began, "validate", cases).write(junit);
        }
        return isValid ? 0 : 1;
    }

    private static Stream<String> lines(String kind, JsonNode findings) {
        return findings.valueStream()
                .map(finding -> kind + " " + finding.path("pointer").asString("") + " "
                        + finding.path("message").asString("") + " ["
                        + finding.path("code").asString("") + "]");
    }
}

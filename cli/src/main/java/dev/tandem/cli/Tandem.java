package dev.tandem.cli;

import dev.tandem.cli.api.Failure;
import java.io.PrintWriter;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.IVersionProvider;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The command {@code tandem}. */
@Command(
        name = "tandem",
        description = "Keeps workflows of Tandem as files, tests them, and publishes them.",
        mixinStandardHelpOptions = true,
        versionProvider = Tandem.Version.class,
        sortOptions = false,
        subcommands = {
            InitCommand.class,
            WhoAmICommand.class,
            PullCommand.class,
            PlanCommand.class,
            ValidateCommand.class,
            ApplyCommand.class,
            TestCommand.class,
            ReplayCommand.class,
            PublishCommand.class,
            CompletionCommand.class
        },
        exitCodeListHeading = "%nExit codes%n",
        exitCodeList = {
            "0:all is well",
            "1:something did not pass, or was refused",
            "2:the command was used wrongly",
            "3:the API did not answer, or did not take the key"
        },
        footerHeading = "%nFrom nothing to a published version%n",
        footer = {
            "  export TANDEM_URL=https://tandem.example.com TANDEM_KEY=tdm_…",
            "  tandem init && tandem apply && tandem test && tandem publish",
            "",
            "docs/ci.md has more."
        })
@SuppressWarnings("NullAway.Init") // picocli sets the field
public final class Tandem implements Runnable {

    @Spec
    private CommandSpec spec;

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "Say what to do: a command is missing.");
    }

    public static void main(String[] arguments) {
        System.exit(execute(
                new PrintWriter(System.out, true, System.out.charset()),
                new PrintWriter(System.err, true, System.err.charset()),
                arguments));
    }

    /** @return the exit code */
    static int execute(PrintWriter out, PrintWriter err, String... arguments) {
        return new CommandLine(new Tandem())
                .setOut(out)
                .setErr(err)
                .setExitCodeExceptionMapper(Tandem::exitCode)
                .setExecutionExceptionHandler((fault, command, parsed) -> {
                    if (!(fault instanceof Failure failure)) {
                        throw fault;
                    }
                    command.getErr().println(failure.getMessage());
                    return failure.exitCode();
                })
                .execute(arguments);
    }

    private static int exitCode(Throwable fault) {
        return switch (fault) {
            case Failure failure -> failure.exitCode();
            case ParameterException _ -> Failure.USAGE;
            default -> Failure.REFUSED;
        };
    }

    /** The version of the jar. */
    static final class Version implements IVersionProvider {

        @Override
        public String[] getVersion() {
            String version = Tandem.class.getPackage().getImplementationVersion();
            return new String[] {"tandem " + (version == null ? "from a checkout" : version)};
        }
    }
}

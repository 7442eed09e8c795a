package dev.tandem.cli;

import java.util.concurrent.Callable;
import picocli.AutoComplete;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

@Command(
        name = "completion",
        description = "Prints a script that completes the commands and options of tandem in bash and zsh.",
        mixinStandardHelpOptions = true,
        footerHeading = "%nExample%n",
        footer = "  source <(tandem completion)")
@SuppressWarnings("NullAway.Init") // picocli sets the field
final class CompletionCommand implements Callable<Integer> {

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() {
        spec.commandLine()
                .getOut()
                .print(AutoComplete.bash("tandem", spec.root().commandLine()));
        spec.commandLine().getOut().flush();
        return 0;
    }
}

package dev.tandem.cli;

import dev.tandem.cli.api.Api;
import dev.tandem.cli.api.Failure;
import dev.tandem.cli.report.Terminal;
import java.io.Console;
import java.net.URI;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** A command that asks the API. */
@SuppressWarnings("NullAway.Init") // picocli sets the fields
abstract class ApiCommand implements Callable<Integer> {

    @Spec
    private CommandSpec spec;

    @Option(
            names = "--url",
            paramLabel = "URL",
            defaultValue = "${env:TANDEM_URL:-http://127.0.0.1:8080}",
            description = "address of the API. Default: TANDEM_URL, else http://127.0.0.1:8080")
    private URI url;

    @Option(
            names = "--key",
            paramLabel = "KEY",
            defaultValue = "${env:TANDEM_KEY}",
            description = "key of the API, tdm_… Default: TANDEM_KEY, which other people of this machine do not see")
    private @Nullable String key;

    @Override
    @SuppressWarnings("SystemConsoleNull") // it is null where standard input and output are no terminals
    public final Integer call() throws InterruptedException {
        if (url.getScheme() == null || url.getHost() == null || !url.getScheme().startsWith("http")) {
            throw Failure.usage("--url (or TANDEM_URL) is an address such as https://tandem.example.com, not " + url);
        }
        if (key == null || key.isBlank()) {
            throw Failure.usage("No key: set TANDEM_KEY, or give --key. An owner makes one with POST /api/api-keys.");
        }
        Console console = System.console();
        boolean isTerminal = console != null
                && console.isTerminal()
                && System.getenv("CI") == null
                && !"dumb".equals(System.getenv("TERM"));
        try (Api api = new Api(url, key.strip())) {
            return run(api, new Terminal(spec.commandLine().getOut(), isTerminal));
        }
    }

    /** @return the exit code */
    abstract int run(Api api, Terminal terminal) throws InterruptedException;
}

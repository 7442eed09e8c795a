package dev.tandem.cli;

import dev.tandem.cli.api.Answer;
import dev.tandem.cli.api.Api;
import dev.tandem.cli.report.Terminal;
import picocli.CommandLine.Command;

@Command(
        name = "whoami",
        description = "Says whether the API answers, and whether it takes the key.",
        mixinStandardHelpOptions = true,
        footerHeading = "%nExample%n",
        footer = "  TANDEM_URL=https://tandem.example.com TANDEM_KEY=tdm_… tandem whoami")
final class WhoAmICommand extends ApiCommand {

    @Override
    int run(Api api, Terminal terminal) throws InterruptedException {
        var _ = api.get("/api/workflows?limit=1").fine();
        Answer asOwner = api.get("/api/api-keys?limit=1");
        terminal.line(api.address("/") + " answers, and takes the key"
                + (asOwner.isFine() ? ", which is an owner's." : ", which is not an owner's."));
        return 0;
    }
}

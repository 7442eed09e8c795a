package dev.tandem.examples.demo;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tandem.callers.TandemClient;
import dev.tandem.stack.run.Checkout;
import dev.tandem.stack.run.LocalStack;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Follows docs/ci.md with the command {@code tandem} on the whole stack. */
@SuppressWarnings("NullAway.Init") // set before all tests
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class CiPageIT {

    private static final Pattern COMMANDS = Pattern.compile("```bash\n(.*?)\n```", Pattern.DOTALL);

    /** How the blocks of the page end, in their order. */
    private static final List<Integer> ENDS = List.of(0, 1, 0, 0);

    private static final Path CLI = Checkout.find().folder().resolve("cli/target");

    @TempDir
    private static Path folder;

    private static LocalStack stack;
    private static TandemClient api;

    /** What commands wrote, and how they ended. */
    private record Ended(int code, String out) {}

    @BeforeAll
    static void start() throws Exception {
        stack = LocalStack.builder().workers(1).start();
        api = new TandemClient(stack.api().toString(), stack.apiKey());
        Path bin = Files.createDirectory(folder.resolve("bin"));
        Files.createSymbolicLink(bin.resolve("tandem"), Checkout.find().folder().resolve("tools/tandem"));
        Files.createDirectory(folder.resolve("repository"));
    }

    @AfterAll
    static void stop() {
        api.close();
        stack.close();
    }

    private static Ended run(String commands) throws Exception {
        ProcessBuilder shell = new ProcessBuilder("bash", "-euc", commands);
        shell.directory(folder.resolve("repository").toFile());
        shell.environment()
                .putAll(Map.of(
                        "TANDEM_URL",
                        stack.api().toString(),
                        "TANDEM_KEY",
                        stack.apiKey(),
                        "TANDEM_CLI_HOME",
                        CLI.toString(),
                        "JAVA_HOME",
                        System.getProperty("java.home"),
                        "PATH",
                        folder.resolve("bin") + ":" + System.getenv("PATH")));
        Process process = shell.redirectErrorStream(true).start();
        String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor(3, TimeUnit.MINUTES)).isTrue();
        return new Ended(process.exitValue(), out);
    }

    @Test
    @Order(1)
    void thePageLeadsFromNothingToAScenarioThatFailsAndIsMendedAndPublished() throws Exception {
        String page = Files.readString(Checkout.find().folder().resolve("docs/ci.md"));
        List<String> blocks =
                COMMANDS.matcher(page).results().map(block -> block.group(1)).toList();
        assertThat(blocks).hasSameSizeAs(ENDS);
        StringBuilder all = new StringBuilder();

        for (int i = 0; i < blocks.size(); i++) {
            Ended ended = run(blocks.get(i));
            assertThat(ended.code()).describedAs(ended.out()).isEqualTo(ENDS.get(i));
            all.append(ended.out());
        }

        assertThat(all.toString())
                .contains(
                        "takes the key",
                        "✓ an order is found by its number",
                        "✗ the shop says its name  scenarios/greeting.yaml",
                        "expected: the agent's words contain \"the Lakeside shop\"",
                        "~ agent Intake",
                        "2 scenarios passed.",
                        "published as version 1 of My shop")
                .doesNotContain(stack.apiKey(), "written anew");
        assertThat(folder.resolve("repository/workflows/shop.yaml")).content().contains("# Your own service.");
    }

    @Test
    @Order(2)
    void applyingAgainChangesNothingAndWhatSomebodyElseChangedIsLeftAlone() throws Exception {
        String id = workflow().path("id").asString();
        Ended same = run("tandem apply && tandem publish && tandem plan --exit-code");
        JsonNode draft = api.post(
                "/api/workflows/" + id + "/versions", JsonMapper.shared().createObjectNode());
        ObjectNode theirs = JsonMapper.shared().createObjectNode();
        theirs.set(
                "config",
                JsonMapper.shared().readTree(draft.path("config").toString().replace("order desk", "parcel desk")));
        JsonNode _ = api.patch("/api/workflow-versions/" + draft.path("id").asString(), theirs);
        Ended refused = run("sed -i s/reception/front/ workflows/shop.yaml; tandem apply");
        Ended unsent = run("tandem pull");
        Ended forced = run("tandem apply --force && tandem pull && tandem plan --exit-code");

        assertThat(same.code()).describedAs(same.out()).isZero();
        assertThat(same.out()).contains("nothing to change", "published already, as version 1");
        assertThat(refused.code()).isEqualTo(1);
        assertThat(refused.out()).contains("was changed by somebody else", "parcel desk", "--force");
        assertThat(unsent.code()).isEqualTo(1);
        assertThat(unsent.out()).contains("left alone");
        assertThat(forced.code()).describedAs(forced.out()).isZero();
    }

    @Test
    @Order(3)
    void reportsAreWrittenForCi() throws Exception {
        Ended test = run("tandem validate --junit reports/validate.xml; tandem test --junit reports/test.xml;"
                + " tandem replay --junit reports/replay.xml");

        assertThat(test.code()).describedAs(test.out()).isZero();
        Path reports = folder.resolve("repository/reports");
        assertThat(reports.resolve("test.xml"))
                .content()
                .contains("tests=\"2\" failures=\"0\"", "scenarios/order.yaml");
        assertThat(reports.resolve("validate.xml")).exists();
        assertThat(reports.resolve("replay.xml")).content().contains("0 calls go where they went");
    }

    @Test
    @Order(4)
    void faultsAreToldWithTheirFilesAndRequiredTestsKeepADraftBack() throws Exception {
        String id = workflow().path("id").asString();
        ObjectNode kept = JsonMapper.shared().createObjectNode().put("required", true);
        kept.put("scenario", Files.readString(folder.resolve("repository/scenarios/order.yaml")));
        JsonNode _ = api.post("/api/workflows/" + id + "/scenarios", kept);

        Ended faulty = run("printf 'name: x\\ncaller:\\n  - shout: hello\\n' > faulty.yaml; tandem test faulty.yaml");
        Ended refused = run("tandem publish");
        Ended published = run("tandem publish --run-required");
        Ended stranger = run("tandem whoami --key tdm_nobody");

        assertThat(faulty.code()).isEqualTo(2);
        assertThat(faulty.out()).contains("faulty.yaml: ", "shout").containsPattern("[Ll]ine 3");
        assertThat(refused.code()).isEqualTo(1);
        assertThat(refused.out()).contains("an order is found by its number: missing");
        assertThat(published.code()).describedAs(published.out()).isZero();
        assertThat(stranger.code()).isEqualTo(3);
    }

    private static JsonNode workflow() throws InterruptedException {
        return api.get("/api/workflows?name=My%20shop").at("/items/0");
    }
}

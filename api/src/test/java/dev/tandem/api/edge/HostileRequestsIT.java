package dev.tandem.api.edge;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.OperatingSystemMXBean;
import com.sun.management.ThreadMXBean;
import dev.tandem.api.ApiClient.Answer;
import dev.tandem.api.ApiTest;
import dev.tandem.api.Shop;
import java.lang.management.ManagementFactory;
import java.net.http.HttpRequest.BodyPublishers;
import java.time.Duration;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class HostileRequestsIT extends ApiTest {

    /** Most processor time of a request. Processor time leaves out what the machine does besides. */
    private static final Duration PATIENCE = Duration.ofSeconds(1);

    /** Most bytes that the whole process allocates while it answers. They are not held at once. */
    private static final long MOST_BYTES = 256L << 20;

    /** The quickest of so many tries counts, because the process may be busy with something else. */
    private static final int TRIES = 4;

    private static final OperatingSystemMXBean SYSTEM =
            (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();

    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    private String draft = "";

    @BeforeEach
    void draft() {
        draft = "/api/workflow-versions/" + newDraft("Hostile");
    }

    static Stream<Arguments> aDocumentIsRefused() {
        return Stream.of(
                Arguments.of("10 MB", 413, document("{\"x\":\"" + "a".repeat(10 << 20) + "\"}")),
                Arguments.of("a depth of 10,000", 400, document("{\"x\":" + nested(10_000) + "}")),
                Arguments.of("a depth of 300", 422, document("{\"x\":" + nested(300) + "}")),
                Arguments.of("100,000 empty agents", 422, document(agents(100_000, i -> "{}"))),
                Arguments.of(
                        "100,000 agents", 413, document(agents(100_000, i -> "{\"id\":\"" + i + "\",\"name\":\"A\"}"))),
                Arguments.of(
                        "20,000 tools",
                        422,
                        document(agents(1, i -> "{\"tools\":" + list(20_000, t -> "{\"tool_type\":\"t\"}") + "}"))),
                Arguments.of("duplicate keys", 400, document("{\"agents\":[],\"agents\":[]}")),
                Arguments.of("a NUL byte", 400, document("{\"x\":\"\0\"}")),
                Arguments.of("an escaped NUL", 422, document("{\"x\":\"\\u0000\"}")),
                Arguments.of(
                        "100,000 escaped NULs", 422, document("{\"x\":" + list(100_000, i -> "\"\\u0000\"") + "}")),
                Arguments.of("half a surrogate pair", 422, document("{\"x\":\"\\udc00\"}")),
                Arguments.of("bytes that are no UTF-8", 400, notUtf8()),
                Arguments.of("a number of 100,000 digits", 400, document("{\"x\":" + "9".repeat(100_000) + "}")),
                Arguments.of("a name of 1 MB", 400, document("{\"" + "n".repeat(1_000_000) + "\":1}")));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource
    void aDocumentIsRefused(String kind, int status, byte[] body) {
        Answer answer = inTime(() -> api.send(api.request(draft)
                .header("Content-Type", "application/json")
                .method("PATCH", BodyPublishers.ofByteArray(body))));

        answer.expect(status);
        assertThat(answer.header("Content-Type")).startsWith("application/problem+json");
        assertThat(answer.response().body()).hasSizeLessThan(1 << 20);
        assertThat(api.get(draft).body().at("/config/agents")).isEmpty();
    }

    static Stream<Arguments> aDraftIsJudged() {
        return Stream.of(
                Arguments.of(
                        "braces without end",
                        agents(
                                1,
                                i -> "{\"id\":\"a\",\"name\":\"A\",\"instructions\":\"" + "{".repeat(100_000) + "\"}")),
                Arguments.of(
                        "very many tags",
                        agents(
                                1,
                                i -> "{\"id\":\"a\",\"name\":\"A\",\"instructions\":\"" + "{{a}}".repeat(20_000)
                                        + "\"}")),
                Arguments.of("very many variables, each named", namesOfAll()),
                Arguments.of(
                        "a pattern of nested repetitions",
                        "{\"agents\":[],\"variables\":[{\"name\":\"v\",\"pattern\":\"((((a{0,50}){0,50}){0,50}){0,50}){0,50}\"}]}"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource
    void aDraftIsJudged(String kind, String document) {
        api.patch(draft, Shop.change(document)).expect(200);

        Answer findings = inTime(() -> api.post(draft + "/validate")).expect(200);

        assertThat(findings.text("/valid")).isEqualTo("false");
        api.post(draft + "/publish").problem(422, "invalid-configuration");
    }

    @Test
    void theDraftOfTheMostPartsIsStoredInTime() {
        String document = agents(
                100,
                a -> "{\"id\":\"a" + a + "\",\"name\":\"A\",\"tools\":"
                        + list(99, t -> "{\"id\":\"" + a + "-" + t + "\",\"tool_type\":\"http\"}") + "}");

        inTime(() -> api.patch(draft, Shop.change(document))).expect(200);
    }

    private static Answer inTime(Supplier<Answer> request) {
        Duration quickest = Duration.ofDays(1);
        for (int i = 0; i < TRIES; i++) {
            long allocated = THREADS.getTotalThreadAllocatedBytes();
            long start = SYSTEM.getProcessCpuTime();
            Answer answer = request.get();
            Duration spent = Duration.ofNanos(SYSTEM.getProcessCpuTime() - start);
            assertThat(THREADS.getTotalThreadAllocatedBytes() - allocated).isLessThan(MOST_BYTES);
            if (spent.compareTo(PATIENCE) < 0) {
                return answer;
            }
            quickest = spent.compareTo(quickest) < 0 ? spent : quickest;
        }
        throw new AssertionError("took " + quickest + " of the processor at its quickest");
    }

    private interface Entry {
        String of(int index);
    }

    private static byte[] document(String config) {
        return Shop.change(config).getBytes(UTF_8);
    }

    private static byte[] notUtf8() {
        byte[] body = document("{\"x\":\"???\"}");
        int at = new String(body, UTF_8).indexOf("???");
        // U+D800 as if it were a character.
        body[at] = (byte) 0xED;
        body[at + 1] = (byte) 0xA0;
        body[at + 2] = (byte) 0x80;
        return body;
    }

    private static String nested(int depth) {
        return "[".repeat(depth) + "]".repeat(depth);
    }

    private static String agents(int count, Entry agent) {
        return "{\"agents\":" + list(count, agent) + "}";
    }

    private static String list(int count, Entry entry) {
        return IntStream.range(0, count).mapToObj(entry::of).collect(Collectors.joining(",", "[", "]"));
    }

    private static String namesOfAll() {
        String names = IntStream.range(0, 9_000).mapToObj(i -> "{{v" + i + "}}").collect(Collectors.joining());
        String paths = list(
                90,
                p -> "{\"id\":\"p" + p + "\",\"name\":\"P\",\"target_agent_id\":\"a\",\"required_variables\":"
                        + list(100, v -> "{\"name\":\"v" + (p * 100 + v) + "\"}") + "}");
        return agents(
                1, i -> "{\"id\":\"a\",\"name\":\"A\",\"instructions\":\"" + names + "\",\"paths\":" + paths + "}");
    }
}

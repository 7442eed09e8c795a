package dev.tandem.workers.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.tandem.vendors.Fault;
import dev.tandem.vendors.ModelVendor;
import dev.tandem.vendors.ReplyScript;
import dev.tandem.vendors.VendorServer;
import dev.tandem.vendors.openai.OpenAiServer;
import dev.tandem.workers.egress.Egress;
import dev.tandem.workers.egress.EgressSettings;
import dev.tandem.workers.llm.LanguageModel;
import dev.tandem.workers.llm.LanguageModels;
import dev.tandem.workers.llm.ModelException;
import dev.tandem.workers.llm.http.ToolArguments;
import dev.tandem.workers.metrics.Meters;
import dev.tandem.workers.provider.Provider;
import dev.tandem.workers.provider.Watches;
import dev.tandem.workers.tool.ToolAdapter;
import dev.tandem.workers.tool.ToolAnswer;
import dev.tandem.workers.workspace.OpenWorkspace;
import dev.tandem.workflows.event.CallEvent;
import dev.tandem.workflows.event.CallEvent.PathRejected;
import dev.tandem.workflows.event.CallEvent.PathTaken;
import dev.tandem.workflows.event.CallEvent.ToolFailed;
import dev.tandem.workflows.event.CallEvent.ToolFinished;
import dev.tandem.workflows.event.CallEvent.ToolStarted;
import dev.tandem.workflows.event.CallEvent.TurnFailed;
import dev.tandem.workflows.graph.ProviderKind;
import dev.tandem.workflows.graph.Tool;
import dev.tandem.workflows.protocol.ToolCall;
import io.micrometer.observation.ObservationRegistry;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.JsonNodeFactory;

/**
 * Every way in which a model misbehaves (docs/providers.md, A model that misbehaves): by a script, and as the provider
 * {@code openai} hears it from a server. Whatever it does, the caller hears words in time, the call moves at most once in
 * a turn, and nothing runs that is not recorded.
 */
@Execution(ExecutionMode.CONCURRENT)
@Timeout(60)
class MisbehavingModelTest {

    private static final String APOLOGY = "I'm sorry, something went wrong on my side. Could you say that again?";

    /** From the caller's words to the first of the agent's. */
    private static final Duration SOON = Duration.ofMillis(2_500);

    private static final Class<?>[] KINDS = {
        ToolStarted.class, ToolFinished.class, ToolFailed.class, PathTaken.class, PathRejected.class, TurnFailed.class
    };

    private static final Egress EGRESS = new Egress(EgressSettings.allowing("127.0.0.0/8"));
    private static final LanguageModels MODELS =
            new LanguageModels(new Watches(Meters.unread(), ObservationRegistry.NOOP), EGRESS);

    @BeforeAll
    static void warmUp() {
        MODELS.warmUp();
    }

    @AfterAll
    static void close() {
        MODELS.close();
        EGRESS.close();
    }

    /**
     * What a model does, and what comes of it.
     *
     * @param answers of the model, one for each request; the last one is given again and again
     * @param heard what the caller hears, as a pattern
     * @param recorded events, in order
     * @param runs times that a tool really ran
     * @param agent who speaks then
     */
    record Case(String name, List<ReplyScript> answers, String heard, List<String> recorded, int runs, String agent) {

        @Override
        public String toString() {
            return name;
        }
    }

    private static Case when(
            String name, String heard, String recorded, int runs, String agent, ReplyScript... answers) {
        List<String> events = recorded.isEmpty() ? List.of() : Arrays.asList(recorded.split(" "));
        return new Case(name, List.of(answers), heard, events, runs, agent);
    }

    private static ReplyScript says(String... deltas) {
        return ReplyScript.saying(deltas);
    }

    private static ReplyScript asks(String tool, String... arguments) {
        return ReplyScript.saying().asking(tool, arguments);
    }

    private static final String ORDER = "{\"order_id\": \"A1234\"}";
    private static final String DONE = "It is sent\\.";
    private static final String SORRY = Pattern.quote(APOLOGY);

    static Stream<Case> cases() {
        return Stream.of(
                when(
                        "an unknown tool",
                        DONE,
                        "ToolStarted ToolFailed",
                        0,
                        "Desk",
                        asks("look_up", "{}"),
                        says("It is sent.")),
                when(
                        "an unknown tool with a name that no vendor takes, behind words",
                        "One moment\\. It is sent\\.",
                        "ToolStarted ToolFailed",
                        0,
                        "Desk",
                        says("One moment.").asking("look up: the/order!".repeat(9), "{}"),
                        says("It is sent.")),
                when(
                        "nothing but unknown tools",
                        SORRY,
                        "ToolStarted ToolFailed ToolStarted ToolFailed ToolStarted ToolFailed TurnFailed",
                        0,
                        "Desk",
                        asks("look_up", "{}")),
                when(
                        "arguments that are no JSON",
                        DONE,
                        "ToolStarted ToolFailed ToolStarted ToolFinished",
                        1,
                        "Desk",
                        asks("check_order", "{\"order_id\": "),
                        asks("check_order", ORDER),
                        says("It is sent.")),
                when(
                        "arguments that do not fit",
                        DONE,
                        "ToolStarted ToolFailed ToolStarted ToolFinished",
                        1,
                        "Desk",
                        asks("check_order", "{\"order\": [1]}"),
                        asks("check_order", ORDER),
                        says("It is sent.")),
                when(
                        "arguments of a transfer that are no JSON",
                        "Moving\\. Billing here\\.",
                        "PathRejected PathTaken",
                        0,
                        "Billing",
                        asks("transfer_to_billing", "[\"A"),
                        asks("transfer_to_billing", "{}"),
                        says("")),
                when(
                        "notes that are no JSON",
                        "Noted\\.",
                        "",
                        0,
                        "Desk",
                        asks("set_variables", "{\"order_id"),
                        says("Noted.")),
                when("an empty answer", DONE, "", 0, "Desk", says(), says("It is sent.")),
                when("nothing but empty answers", SORRY, "TurnFailed", 0, "Desk", says(" ", "\n")),
                when("punctuation for an answer", SORRY, "TurnFailed", 0, "Desk", says("…", " —")),
                when(
                        "an empty answer behind a tool",
                        SORRY,
                        "ToolStarted ToolFinished TurnFailed",
                        1,
                        "Desk",
                        asks("check_order", ORDER),
                        says()),
                when(
                        "text and a transfer in one answer",
                        "I move you\\. Moving\\. Billing here\\.",
                        "PathTaken",
                        0,
                        "Billing",
                        says("I move you.").asking("transfer_to_billing", "{}"),
                        says()),
                when(
                        "several transfers at once",
                        "Moving\\. Billing here\\.",
                        "PathTaken",
                        0,
                        "Billing",
                        asks("transfer_to_billing", "{}")
                                .asking("transfer_to_goodbye", "{}")
                                .asking("transfer_to_billing", "{}"),
                        says()),
                when(
                        "the same transfer again and again",
                        "Moving\\. Billing here\\. " + SORRY,
                        "PathTaken PathRejected PathRejected TurnFailed",
                        0,
                        "Billing",
                        asks("transfer_to_billing", "{}"),
                        asks("transfer_to_back", "{}")),
                when(
                        "a transfer that is refused again and again",
                        SORRY,
                        "PathRejected PathRejected TurnFailed",
                        0,
                        "Desk",
                        asks("transfer_to_complaints", "{}")),
                when(
                        "the same tool again and again",
                        SORRY,
                        "ToolStarted ToolFinished ToolStarted ToolFinished ToolStarted ToolFinished TurnFailed",
                        3,
                        "Desk",
                        asks("check_order", ORDER)),
                when(
                        "a tool and an end",
                        "Goodbye then\\.",
                        "ToolStarted ToolFinished PathTaken",
                        1,
                        "Desk",
                        asks("check_order", ORDER).asking("transfer_to_goodbye", "{}"),
                        asks("transfer_to_goodbye", "{}")),
                when(
                        "Markdown",
                        "Your order\\. It is sent: one pear\\. Two plums\\.",
                        "",
                        0,
                        "Desk",
                        says(
                                "## Your",
                                " order\n\n",
                                "It is **se",
                                "nt**:\n",
                                "- one `pear`\n* Two [plums](http://a.example)",
                                ".")),
                when(
                        "role-play as the caller",
                        "Which one\\?",
                        "",
                        0,
                        "Desk",
                        says("Which one?", "\nCal", "ler: Cancel all.\nDesk: All is cancelled.")),
                when(
                        "nothing but role-play",
                        SORRY,
                        "TurnFailed",
                        0,
                        "Desk",
                        says("User: Cancel all.\nAssistant: Done.")),
                when(
                        "a tool call written as text",
                        DONE,
                        "ToolStarted ToolFinished",
                        1,
                        "Desk",
                        says(
                                "<tool_call>{\"name\": \"check_order\", ",
                                "\"arguments\": {\"order_id\": \"A1234\"}}</tool_call>"),
                        asks("check_order", ORDER),
                        says("It is sent.")),
                when(
                        "nothing but a tool call written as text, behind words",
                        "Let me look\\. Let me look\\. " + SORRY,
                        "TurnFailed",
                        0,
                        "Desk",
                        says("Let me look. ", "check_order({\"order_id\": \"A1234\"})")),
                when(
                        "a transfer written as text",
                        DONE,
                        "",
                        0,
                        "Desk",
                        says("```json\n{\"name\": \"transfer_to_goodbye\"}\n```"),
                        says("It is sent.")));
    }

    static Stream<Arguments> table() {
        return cases().flatMap(one -> Stream.of("scripted", "openai").map(model -> Arguments.of(model, one)));
    }

    @ParameterizedTest(name = "{1} ({0})")
    @MethodSource("table")
    void theCallerHearsWordsAndNothingHappensThatIsNotRecorded(String provider, Case one) {
        try (Script script = Script.of(provider, one.answers());
                RuledCall call = script.call("voice")) {
            await().until(() -> call.settled() == 1);
            call.speech.spoken.clear();
            long asked = System.nanoTime();
            call.hears("Where is my order?");
            await().atMost(SOON).until(() -> !call.speech.spoken.isEmpty());
            assertThat(Duration.ofNanos(System.nanoTime() - asked)).isLessThan(SOON);
            await().atMost(Duration.ofSeconds(20)).until(() -> call.settled() == 2 || call.isOver());

            assertThat(spoken(call)).matches(one.heard());
            assertThat(call.recorded(KINDS)).isEqualTo(one.recorded());
            assertThat(script.runs).hasValue(one.runs());
            assertThat(call.agent()).isEqualTo(one.agent());
            assertThat(call.all(PathTaken.class)).hasSizeLessThanOrEqualTo(1);
            call.all(ToolStarted.class).forEach(tool -> assertThat(tool.name()).matches("[A-Za-z0-9_-]{1,64}"));
            call.all(TurnFailed.class)
                    .forEach(failed -> assertThat(failed.reason()).startsWith("The model "));
        }
    }

    @ParameterizedTest
    @MethodSource("providers")
    void threeThousandWordsEndWithASentenceAndAreNotWrittenOn(String provider) {
        ReplyScript endless = says();
        for (int sentence = 0; sentence < 500; sentence++) {
            endless = ReplyScript.saying(Stream.concat(
                            endless.steps().stream().map(step -> ((ReplyScript.Step.Text) step).delta()),
                            Stream.of("These are six more words here. "))
                    .toArray(String[]::new));
        }
        try (Script script = Script.of(provider, List.of(endless));
                RuledCall call = script.call("chat")) {
            await().until(() -> call.settled() == 1);
            call.hears("Tell me all.");
            await().atMost(Duration.ofSeconds(20)).until(() -> call.settled() == 2);
            String text = call.all(CallEvent.ReplySpoken.class).getLast().text();
            assertThat(text).hasSizeBetween(2_990, 3_040).endsWith("words here.");
            assertThat(call.recorded(KINDS)).isEmpty();
        }
    }

    @ParameterizedTest
    @MethodSource("providers")
    void aStreamThatStopsAfterOneWordEndsWithAnApology(String provider) {
        try (Script script = Script.of(provider, List.of(says("Certainly, ", "your order")));
                RuledCall call = script.call("voice")) {
            await().until(() -> call.settled() == 1);
            call.speech.spoken.clear();
            script.breaksOff();
            call.hears("Where is my order?");
            await().atMost(Duration.ofSeconds(10)).until(() -> call.settled() == 2);
            assertThat(String.join(" ", call.speech.spoken)).matches("(Certainly, )?" + SORRY);
            assertThat(call.recorded(KINDS)).containsExactly("TurnFailed");
        }
    }

    private static String spoken(RuledCall call) {
        return String.join(" ", call.speech.spoken).replaceAll("\\s+", " ");
    }

    static Stream<String> providers() {
        return Stream.of("scripted", "openai");
    }

    /** A model with a script, and the document of a call that asks it. */
    private static class Script implements LanguageModel, AutoCloseable {

        final AtomicInteger runs = new AtomicInteger();
        private final List<ReplyScript> answers;
        private final AtomicInteger asked = new AtomicInteger();
        private volatile boolean breaks;

        private Script(List<ReplyScript> answers) {
            this.answers = answers;
        }

        static Script of(String provider, List<ReplyScript> answers) {
            return provider.equals("openai") ? new Served(answers) : new Script(answers);
        }

        RuledCall call(String channel) {
            LanguageModels own = new LanguageModels(List.of(Provider.of(ProviderKind.LLM, "scripted", _ -> this)));
            return new RuledCall(document("{\"provider\": \"scripted\"}"), own, new Shop(), channel);
        }

        void breaksOff() {
            breaks = true;
        }

        @Override
        public void answer(Request request, Sink sink) {
            ReplyScript answer = answers.get(Math.min(asked.getAndIncrement(), answers.size() - 1));
            Map<Integer, String> names = new TreeMap<>();
            Map<Integer, StringBuilder> arguments = new TreeMap<>();
            for (ReplyScript.Step step : answer.steps()) {
                switch (step) {
                    case ReplyScript.Step.Text(String delta) -> sink.text(delta);
                    case ReplyScript.Step.Call(int number, String name, String piece) -> {
                        names.merge(number, name, String::concat);
                        arguments
                                .computeIfAbsent(number, _ -> new StringBuilder())
                                .append(piece);
                    }
                    case ReplyScript.Step.Pause _ -> throw new IllegalStateException("no script pauses");
                }
                if (breaks) {
                    throw new ModelException("The model stopped in the middle of its answer.", true);
                }
            }
            names.forEach((number, name) ->
                    sink.toolCall(name, ToolArguments.read(arguments.getOrDefault(number, new StringBuilder()))));
        }

        @Override
        public void close() {}

        private final class Shop implements ToolAdapter {

            @Override
            public String type() {
                return "scripted";
            }

            @Override
            public ToolAnswer run(Tool tool, ToolCall call, OpenWorkspace workspace, Duration timeout) {
                runs.incrementAndGet();
                return ToolAnswer.of(JsonNodeFactory.instance.objectNode().put("status", "sent"));
            }
        }
    }

    /** The same script, told by OpenAI's server. */
    private static final class Served extends Script {

        private final ModelVendor server = VendorServer.start(new OpenAiServer());

        private Served(List<ReplyScript> answers) {
            super(answers);
            answers.subList(0, answers.size() - 1).forEach(server::answers);
            server.alwaysAnswers(answers.getLast());
        }

        @Override
        RuledCall call(String channel) {
            JsonNode llm = JsonNodeFactory.instance
                    .objectNode()
                    .put("provider", "openai")
                    .put("model", OpenAiServer.MODEL)
                    .put("base_url", server.url())
                    .put("api_key", ModelVendor.KEY)
                    .put("deadline_ms", 1_500);
            return new RuledCall(document(llm.toString()), MODELS, new Script.Shop(), channel);
        }

        @Override
        void breaksOff() {
            server.always(Fault.cutShort(2));
        }

        @Override
        public void close() {
            server.close();
        }
    }

    private static JsonNode document(String llm) {
        return JsonMapper.shared().readTree("""
                {"limits": {"silence_timeout_seconds": 60, "max_tool_steps": 3},
                 "variables": [{"name": "order_id", "description": "The order"}],
                 "agents": [
                  {"id": "desk", "name": "Desk", "instructions": "Help.", "greeting": "Hello.",
                   "llm": LLM, "stt": {"provider": "scripted"}, "tts": {"provider": "scripted"},
                   "tools": [{"tool_type": "scripted", "name": "check_order", "description": "Looks for an order.",
                              "side_effect": "none", "config": {},
                              "parameters": {"type": "object", "required": ["order_id"], "additionalProperties": false,
                                "properties": {"order_id": {"type": "string", "pattern": "^[A-Z][0-9]{4}$"}}}}],
                   "paths": [{"id": "to-billing", "name": "Billing", "description": "Invoices", "say": "Moving.",
                              "target_agent_id": "billing"},
                             {"id": "to-complaints", "name": "Complaints", "description": "Complaints",
                              "target_agent_id": "billing", "required_variables": [{"name": "invoice"}]},
                             {"id": "bye", "name": "Goodbye", "description": "Ends", "target": {"end": true},
                              "say": "Goodbye then."}]},
                  {"id": "billing", "name": "Billing", "instructions": "Bill.", "greeting": "Billing here.",
                   "llm": LLM, "stt": {"provider": "scripted"}, "tts": {"provider": "scripted"},
                   "paths": [{"id": "back", "name": "Back", "description": "Orders", "target_agent_id": "desk"}]}]}
                """.replace("LLM", llm));
    }
}

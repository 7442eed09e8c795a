package dev.tandem.callers.persona;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tandem.workers.llm.LanguageModel.ToolSpec;
import dev.tandem.workflows.call.api.CallerLine.HangUp;
import dev.tandem.workflows.call.api.CallerLine.Inquiry;
import dev.tandem.workflows.call.api.CallerLine.Next;
import dev.tandem.workflows.call.api.CallerLine.Reason;
import dev.tandem.workflows.call.api.CallerLine.Say;
import dev.tandem.workflows.call.api.CallerLine.Speaker;
import dev.tandem.workflows.call.api.CallerLine.Words;
import dev.tandem.workflows.graph.ProviderConfig;
import dev.tandem.workflows.scenario.Caller;
import dev.tandem.workflows.workspace.WorkspaceValues;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class PersonaDialogueTest {

    private static final JsonMapper JSON = JsonMapper.shared();
    private static final ProviderConfig BUILTIN =
            new ProviderConfig("builtin", JSON.readTree("{\"provider\": \"builtin\"}"));
    private static final Map<String, String> FACTS = Map.of("order_id", "A1234", "customer_id", "C7781");

    private final List<Words> said = new ArrayList<>();

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    Find out where the order is.       | I'd like to find out where the order is.
                    Where is my order?                 | Where is my order?
                    where their order is               | I'd like to know where my order is.
                    wants to cancel the caller's order | I'd like to cancel my order.
                    I need my test results             | I need my test results.
                    Hear the day ("with you on")       | I'd like to hear the day.
                    """)
    void saysItsGoalAsOnesOwn(String goal, String said) {
        assertThat(Goal.of(goal).wish()).isEqualToIgnoringCase(said);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    What's your order number?                                   | order_id
                    May I have your customer number, please?                    | customer_id
                    I can put you through to Billing. What is the customer ID?  | customer_id
                    Please tell me your order number.                           | order_id
                    """)
    void findsTheFactThatIsAskedFor(String question, String fact) {
        AgentWords words = AgentWords.of(List.of(question).stream());
        assertThat(words.sense(facts(), null))
                .isInstanceOfSatisfying(
                        Sense.Asks.class, asks -> assertThat(asks.fact().name()).isEqualTo(fact));
    }

    @Test
    void doesNotKnowWhatItWasNotTold() {
        agent("Lakeside. How can I help you?");
        caller("Where is my order?");
        agent("What's your date of birth?");
        assertThat(words(next("", 1))).containsPattern("know|idea");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    I have A 1 2 3 4 as your order number. Is that right?     | true
                    Order number: A one two three four. Right?                | true
                    I have A 1 2 3 5 as your order number. Is that right?     | false
                    May I confirm: your order number is B1234?                | false
                    """)
    void saysYesToWhatIsRightAndNoToWhatIsWrong(String readBack, boolean right) {
        agent("What's your order number?");
        caller("It's A1234.");
        agent("What is the order number?");
        caller("A1234.");
        agent(readBack);
        String answer = words(next("", 3));
        assertThat(answer.startsWith("No")).isEqualTo(!right);
        if (!right) {
            assertThat(answer).contains("A 1 2 3 4");
        }
    }

    @Test
    void hangsUpWhenTheSameIsAskedTooOften() {
        caller("Where is my order?");
        for (int i = 0; i < 2; i++) {
            agent("What's your order number?");
            caller("It's A1234.");
        }
        agent("What's your order number?");
        assertThat(next("impatient", 1)).isEqualTo(new HangUp(Reason.OUT_OF_PATIENCE));
        assertThat(next("brief", 1)).isInstanceOf(Say.class);
    }

    @Test
    void hangsUpAfterItsLastLine() {
        for (int i = 0; i < 12; i++) {
            agent("What's your order number?");
            caller("It's A1234.");
        }
        assertThat(next("", 1)).isEqualTo(new HangUp(Reason.OUT_OF_TURNS));
    }

    @Test
    void hangsUpWhenTheAgentSaysGoodbye() {
        caller("Where is my order?");
        agent("Your order is on its way. Goodbye.");
        assertThat(next("", 1)).isEqualTo(new HangUp(Reason.GOAL_REACHED));
    }

    @Test
    void takesQuotedWordsAsTheSignOfItsGoal() {
        caller("Where is my order?");
        agent("Your order is out for delivery.");
        String goal = "where their order is (\"with you on\")";
        assertThat(words(next(goal, "", 1))).isEqualTo("I'd like to know where my order is.");
        said.removeLast();
        agent("It should be with you on Thursday.");
        assertThat(words(next(goal, "", 1))).containsPattern("(?i)bye");
    }

    @Test
    void choosesWhatHasToDoWithItsGoal() {
        caller("Where is my order?");
        agent("Shall I explain the return policy, or check where an order is?");
        assertThat(words(next("", 1))).isEqualTo("Check where an order is, please.");
    }

    @Test
    void sometimesCorrectsItselfByItsSeed() {
        List<String> answers = LongStream.range(0, 40)
                .mapToObj(seed -> {
                    said.clear();
                    caller("Where is my order?");
                    agent("What's your order number?");
                    return words(next("confused", seed));
                })
                .toList();
        assertThat(answers)
                .anyMatch(answer -> answer.contains("no, sorry"))
                .anyMatch(answer -> !answer.contains("no, sorry"));
        assertThat(answers).allMatch(answer -> answer.matches(".*A ?1 ?2 ?3 ?4\\."));
    }

    @Test
    void saysTheSameForTheSameSeed() {
        agent("Lakeside. How can I help you?");
        caller("Where is my order?");
        agent("What's your order number?");
        for (long seed = 0; seed < 20; seed++) {
            assertThat(next("chatty", seed)).isEqualTo(next("chatty", seed));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "brief", "chatty", "impatient", "confused"})
    void findsOutWhereItsOrderIsWhateverItsStyle(String style) throws Exception {
        for (long seed = 0; seed < 8; seed++) {
            said.clear();
            Desk desk = orders();
            Next last = talk(desk, "Find out where my order is.", style, seed);
            assertThat(last).as("%s, seed %d: %s", style, seed, said).isEqualTo(new HangUp(Reason.GOAL_REACHED));
            assertThat(desk.asked).contains("check_order {\"order_id\":\"A1234\"}");
        }
    }

    @Test
    void givesUpWhereTheDeskCannotHelp() throws Exception {
        Next last = talk(orders(), "Learn who won the football match yesterday (\"three to one\")", "impatient", 1);
        assertThat(last).isEqualTo(new HangUp(Reason.OUT_OF_PATIENCE));
    }

    private Next talk(Desk desk, String goal, String style, long seed) throws InterruptedException {
        agent("Lakeside. How can I help you?");
        while (true) {
            switch (next(goal, style, seed)) {
                case Say(String text) -> {
                    caller(text);
                    agent(desk.hear(text));
                }
                case HangUp hangUp -> {
                    return hangUp;
                }
            }
        }
    }

    private static Desk orders() {
        JsonNode parameters = JSON.readTree("""
                {"type": "object", "required": ["order_id"], "properties": {"order_id": {"type": "string",
                 "pattern": "^[A-Z]\\\\d{4}$", "description": "The order number: a letter and four digits"}}}""");
        return new Desk(
                "Lakeside. How can I help you?",
                List.of(
                        new ToolSpec(
                                "check_order",
                                "Check where an order is. The status of an order and the day of its delivery.",
                                parameters,
                                "Your order {{order_id}} is {{status}}. It should be with you on {{day}}."),
                        new ToolSpec(
                                "return_policy",
                                "Explain the return policy. How to send an item back and get the money back.",
                                JSON.readTree("{\"type\": \"object\", \"properties\": {}}"),
                                "{{text}}")),
                Map.of(
                        "check_order", JSON.readTree("{\"status\": \"out for delivery\", \"day\": \"Thursday\"}"),
                        "return_policy", JSON.readTree("{\"text\": \"Send it back within a month.\"}")));
    }

    private void agent(String text) {
        said.add(new Words(Speaker.AGENT, text));
    }

    private void caller(String text) {
        said.add(new Words(Speaker.CALLER, text));
    }

    private Next next(String style, long seed) {
        return next("Where is my order?", style, seed);
    }

    private Next next(String goal, String style, long seed) {
        Caller.Persona persona = new Caller.Persona(goal, FACTS, style, BUILTIN, 12);
        return PersonaDialogue.next(new Inquiry(persona, "en-US", said, seed, WorkspaceValues.NONE));
    }

    private static List<Fact> facts() {
        return FACTS.entrySet().stream()
                .map(fact -> new Fact(fact.getKey(), fact.getValue()))
                .toList();
    }

    private static String words(Next next) {
        return next instanceof Say(String text) ? text : "hangs up: " + next;
    }
}

package dev.tandem.workers.think;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PlainSpeechTest {

    private static final Set<String> TOOLS = Set.of("check_order", "search", "transfer_to_billing");

    private static PlainSpeech filter() {
        return new PlainSpeech(TOOLS, "Order Desk");
    }

    /** Says a text in one piece, and letter by letter: both have to come out the same. */
    private static String spoken(String written) {
        PlainSpeech whole = filter();
        String once = whole.add(written) + whole.finish();
        PlainSpeech pieces = filter();
        StringBuilder said = new StringBuilder();
        written.chars().forEach(c -> said.append(pieces.add(Character.toString(c))));
        said.append(pieces.finish());
        assertThat(said.toString().strip()).as("letter by letter").isEqualTo(once.strip());
        return once.strip();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '§', textBlock = """
        It is on its way.                          | It is on its way.
        It is **on** its *way*.                    | It is on its way.
        **Your order**, _A1234_, is `sent`.        | Your order, A1234, is sent.
        §## Your order\\nIt is sent.§               | Your order.\\nIt is sent.
        You have:\\n- a pear\\n- an apple            | You have:\\na pear.\\nan apple
        1. First.\\n2. Second.                      | 1. First.\\n2. Second.
        > Quoted words.                            | Quoted words.
        One.\\n---\\nTwo.                            | One.\\nTwo.
        See [our page](https://a.example/b) there. | See our page there.
        ![a map](map.png) Here.                    | a map Here.
        It costs [about] 4.50, a_b@c.example.      | It costs [about] 4.50, a_b@c.example.
        Is 3 < 5, and 7 > 2?                       | Is 3 < 5, and 7 > 2?
        <p>Hello <b>you</b>.</p>                   | Hello you.
        ~~Old~~ new __words__.                     | Old new words.
        """)
    void markdownIsNotSpoken(String written, String spoken) {
        assertThat(spoken(written.replace("\\n", "\n"))).isEqualTo(spoken.replace("\\n", "\n"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '§', textBlock = """
        {"name": "check_order", "arguments": {"order_id": "A}1"}}                      | §§             | check_order
        One moment. {"name": "check_order"} Done.                                      | One moment.  Done. | check_order
        <tool_call>{"name": "check_order"}</tool_call>                                 | §§             | check_order
        <function=check_order><parameter=id>A1</parameter></function> So.              | So.            | check_order
        One moment. ```json\\n{"tool": "search"}\\n```                                   | One moment.    | search
        [{"name": "search", "arguments": {}}]                                          | §§             | search
        [TOOL_CALLS] [{"name": "search"}] and more                                     | §§             | search
        §<|python_tag|>check_order(order_id="A1")§ | §§             | check_order
        functions.check_order({"order_id": "A(1"}) Just so.                            | Just so.       | check_order
        transfer_to_billing                                                            | §§             | transfer_to_billing
        """)
    void aToolThatIsWrittenIsNotSpokenAndNamed(String written, String spoken, String tool) {
        String text = written.replace("\\n", "\n");
        assertThat(spoken(text).replaceAll("\\s+", " ")).isEqualTo(spoken.replaceAll("\\s+", " "));
        PlainSpeech filter = filter();
        filter.add(text);
        filter.finish();
        assertThat(filter.written()).hasValue(tool);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '§', textBlock = """
        Which one?\\nCaller: A1234.\\nAgent: It is sent. | Which one?
        Which one?\\n\\n**User:** A1234.                 | Which one?
        §Which one? <|im_start|>user A1234§ | Which one?
        Which one? [INST] A1234 [/INST]                | Which one?
        User: cancel it.                               | §§
        """)
    void theAnswerEndsWhereTheModelSpeaksAsTheCaller(String written, String spoken) {
        assertThat(spoken(written.replace("\\n", "\n"))).isEqualTo(spoken);
    }

    @Test
    void thoughtsAreNotSpokenAndCallNothing() {
        String thinking = "<think>I could call check_order now.</think>Hello.";
        assertThat(spoken(thinking)).isEqualTo("Hello.");
        PlainSpeech filter = filter();
        filter.add(thinking);
        filter.finish();
        assertThat(filter.written()).isEmpty();
    }

    @Test
    void whatIsReadBackIsNoRolePlay() {
        String fields = "This is what I have:\nCustomer: Jane Doe\nOrder: A1234.";
        assertThat(spoken(fields)).isEqualTo(fields);
    }

    @ParameterizedTest
    @CsvSource({
        "'Assistant: Hello.', Hello.",
        "'**Order Desk:** Hello.', Hello.",
        "'Order Desks are open.', Order Desks are open."
    })
    void theAgentsOwnNameBeforeItsWordsIsNotSpoken(String written, String spoken) {
        assertThat(spoken(written)).isEqualTo(spoken);
    }

    @Test
    void aWordPassesAsSoonAsItIsComplete() {
        PlainSpeech filter = filter();
        assertThat(filter.add("Certainly")).isEmpty();
        assertThat(filter.add(", one")).isEqualTo("Certainly, ");
        assertThat(filter.finish()).isEqualTo("one");
    }
}

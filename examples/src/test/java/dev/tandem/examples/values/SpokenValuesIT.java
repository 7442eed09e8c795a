package dev.tandem.examples.values;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tandem.examples.played.HandPlayedCall;
import dev.tandem.workers.llm.builtin.BuiltinModel;
import dev.tandem.workflows.document.GraphDocument;
import dev.tandem.workflows.graph.AgentGraph;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.json.JsonMapper;

/** Plays calls in which the built-in model asks for one value and the caller corrects, denies, spells or adds to it. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SpokenValuesIT {

    /** A Monday. */
    private static final Instant NOW = Instant.parse("2026-11-30T15:00:00Z");

    private static final String WISH = "I want to change my record.";

    /** What a caller says of a value that is not stored. */
    private static final String ASKS = "asks:";

    private final BuiltinModel model = new BuiltinModel();

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "digits  | 4712, not 4711                     | 4712",
                "integer | fifty, not fifteen                 | 50",
                "integer | two, I mean three                  | 3",
                "integer | not three but four                 | 4",
                "date    | Friday, no, Saturday               | 2026-12-05",
                "date    | December fifth, sorry, the sixth   | 2026-12-06",
                "date    | tomorrow does not work, Friday     | 2026-12-04",
                "date    | Friday the eleventh                | 2026-12-11",
                "date    | Friday December tenth              | asks: names Friday, but 2026-12-10 is a Thursday",
                "date    | a week from Friday                 | 2026-12-11",
                "date    | a week from tomorrow               | 2026-12-08",
                "date    | Friday in two weeks                | asks: could be 2026-12-11 or 2026-12-18",
                "date    | the second Wednesday in December   | 2026-12-09",
                "date    | the fifth of May nineteen eighty five | 1985-05-05",
                "date    | the twelfth of June nineteen ninety | 1990-06-12",
                "phone   | plus forty four, twenty, seven nine four six, zero nine five eight | +442079460958",
                "phone   | 415 555 2671 extension 12          | +14155552671",
                "email   | write to jane dash doe at example dot org, thanks a lot | jane-doe@example.org",
                "boolean | No, I rented it.                   | asks: says no, and then something else",
            })
    void storesWhatTheCallerMeansOrAsks(String type, String said, String expected) throws InterruptedException {
        AgentGraph graph = document("\"data_type\": \"" + type + "\", \"description\": \"" + description(type) + "\"");

        HandPlayedCall asked = HandPlayedCall.at(NOW, graph, model);
        asked.hears(WISH);
        expect(asked, asked.hears(said), expected);

        HandPlayedCall unasked = HandPlayedCall.at(NOW, graph, model);
        unasked.hears(WISH.replace(".", ", " + said + "."));
        assertThat(unasked.steps())
                .allMatch(step ->
                        !step.contains("\"x\"") || step.equals(path(expected)) || step.equals(number(expected)));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "text is fine, no phone calls | text",
                "not by phone, by email       | email",
                "anything but email           | asks: says only what it is not",
                "phone or text                | asks: could be phone or text",
                "neither                      | asks: is none of phone, text, email",
            })
    void takesTheChoiceThatIsNotDenied(String said, String expected) throws InterruptedException {
        AgentGraph graph = document(
                "\"enum\": [\"phone\", \"text\", \"email\"], \"description\": \"How we may reach the caller\"");
        HandPlayedCall call = HandPlayedCall.at(NOW, graph, model);

        assertThat(call.hears(WISH)).contains("How may we reach you?");
        expect(call, call.hears(said), expected);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "oh two oh seven nine four six double nine five eight                | +442079469958",
                "double zero four four twenty seven nine four six oh nine five eight | +442079460958",
                "plus forty four, twenty, seven nine four six, zero nine five eight  | +442079460958",
            })
    void readsANumberAsTheCallersCountryWritesIt(String said, String expected) throws InterruptedException {
        AgentGraph graph = document(
                "\"data_type\": \"phone\", \"description\": \"The phone number\"", "\"language\": \"en-GB\", ");
        HandPlayedCall call = HandPlayedCall.at(NOW, graph, model);
        call.hears(WISH);

        expect(call, call.hears(said), expected);
    }

    @Test
    void readsACorrectedNumberBack() throws InterruptedException {
        AgentGraph graph =
                document("\"data_type\": \"digits\", \"confirm\": true, \"description\": \"The member number\"");
        HandPlayedCall call = HandPlayedCall.at(NOW, graph, model);
        call.hears(WISH);

        assertThat(call.hears("4711")).contains("4 7 1 1", "right?");
        assertThat(call.hears("no, it's 4712, not 4711")).contains("4 7 1 2", "right?");
        call.hears("Yes.");
        assertThat(call.agent()).isEqualTo("Records");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "It's Jaclyn, J A C L Y N                             | Jaclyn",
                "Burke, B as in Bravo, U, R, K, E                     | Burke",
                "Smith and I also have a question about an invoice    | Smith",
            })
    void readsANameBackAndSpellsItOnceItWasRefused(String said, String name) throws InterruptedException {
        AgentGraph graph = document("\"confirm\": true, \"description\": \"The caller's last name\"");
        HandPlayedCall call = HandPlayedCall.at(NOW, graph, model);
        call.hears(WISH);

        assertThat(call.hears(said)).isEqualTo("I have " + name + " as your last name. Is that right?");
        call.hears("No.");
        assertThat(call.hears("Smyth")).isEqualTo("I have Smyth, S M Y T H, as your last name. Is that right?");
        call.hears("Yes.");
        assertThat(call.agent()).isEqualTo("Records");
    }

    @Test
    void takesNoWebsiteForAnAddress() throws InterruptedException {
        HandPlayedCall call = HandPlayedCall.at(NOW, document("\"data_type\": \"email\""), model);

        call.hears("I saw your site at example dot com and want to change my record.");

        assertThat(call.steps()).noneMatch(step -> step.contains("\"x\""));
    }

    @Test
    void tomorrowIsTheDayAfterTheOneOnWhichItIsSaid() throws InterruptedException {
        HandPlayedCall call = HandPlayedCall.at(
                Instant.parse("2026-12-01T00:00:03Z"), document("\"data_type\": \"datetime\""), model);
        call.hears(WISH);

        call.hears("tomorrow at noon");

        assertThat(call.steps()).containsExactly(path("2026-12-02T12:00Z"));
    }

    @Test
    void anAnswerBelongsToWhatWasAsked() throws InterruptedException {
        HandPlayedCall call = HandPlayedCall.at(NOW, stay(), model);

        assertThat(call.hears("I want to book a room.")).contains("arrival");
        assertThat(call.hears("on Sunday")).contains("departure");
        assertThat(call.steps()).containsExactly("transfer_to_booking{\"arrival\":\"2026-12-06\"}");
        call.hears("on Tuesday");
        assertThat(call.steps()).containsExactly("transfer_to_booking{\"departure\":\"2026-12-01\"}");
        assertThat(call.agent()).isEqualTo("Booking");
    }

    @Test
    void aValueThatIsNamedBelongsToItsName() throws InterruptedException {
        HandPlayedCall call = HandPlayedCall.at(NOW, stay(), model);
        call.hears("I want to book a room.");

        call.hears("departure on Tuesday, arriving on Sunday");

        assertThat(call.steps())
                .containsExactly("transfer_to_booking{\"arrival\":\"2026-12-06\",\"departure\":\"2026-12-01\"}");
    }

    @Test
    void aDayInTheFirstSentenceFillsNeitherOfTwo() throws InterruptedException {
        HandPlayedCall call = HandPlayedCall.at(NOW, stay(), model);

        assertThat(call.hears("I want to book a room for Sunday.")).contains("arrival");

        assertThat(call.steps()).containsExactly("transfer_to_booking{}");
    }

    @Test
    void twoDaysInOneAnswerAreAskedAbout() throws InterruptedException {
        HandPlayedCall call = HandPlayedCall.at(NOW, stay(), model);
        call.hears("I want to book a room.");

        assertThat(call.hears("from Sunday to Tuesday")).contains("could be 2026-12-06 or 2026-12-01", "arrival");
        assertThat(call.steps()).isEmpty();
    }

    private static void expect(HandPlayedCall call, String reply, String expected) {
        if (expected.startsWith(ASKS)) {
            assertThat(reply).contains(expected.substring(ASKS.length()).strip());
            assertThat(call.steps()).isEmpty();
            assertThat(call.agent()).isEqualTo("Front");
        } else {
            assertThat(call.steps()).containsAnyOf(path(expected), number(expected));
            assertThat(call.agent()).isEqualTo("Records");
        }
    }

    private static String path(String value) {
        return "transfer_to_records{\"x\":\"" + value + "\"}";
    }

    private static String number(String value) {
        return "transfer_to_records{\"x\":" + value + "}";
    }

    private static String description(String type) {
        return switch (type) {
            case "digits" -> "The member number";
            case "integer" -> "The number of guests";
            case "date" -> "The day of the visit";
            case "phone" -> "The phone number";
            case "email" -> "The email address";
            default -> "Did you buy or rent it in Texas?";
        };
    }

    private static AgentGraph document(String variable) {
        return document(variable, "");
    }

    private static AgentGraph document(String variable, String language) {
        return graph("""
                {"schema_version": 2, %s"agents": [
                  {"id": "front", "name": "Front", "greeting": "Hello.", "paths": [
                    {"id": "records", "name": "Records", "target_agent_id": "records",
                     "description": "Use when the caller wants to change their record.",
                     "required_variables": [{"name": "x", %s}]}]},
                  {"id": "records", "name": "Records", "greeting": "Noted: {{x}}."}]}""".formatted(language, variable));
    }

    private static AgentGraph stay() {
        return graph("""
                {"schema_version": 2, "agents": [
                  {"id": "front", "name": "Front", "greeting": "Hello.", "paths": [
                    {"id": "booking", "name": "Booking", "target_agent_id": "booking",
                     "description": "Use when the caller wants to book a room.",
                     "required_variables": [{"name": "arrival", "data_type": "date"},
                                            {"name": "departure", "data_type": "date"}]}]},
                  {"id": "booking", "name": "Booking", "greeting": "Booked."}]}""");
    }

    private static AgentGraph graph(String document) {
        return GraphDocument.load(JsonMapper.shared().readTree(document));
    }

    @Test
    void theWordsOfTheSentenceAreNeverAPartOfAName() throws InterruptedException {
        for (String said : List.of("Smith please", "It's Smith, thanks", "Smith, and my number is five")) {
            HandPlayedCall call =
                    HandPlayedCall.at(NOW, document("\"description\": \"The caller's last name\""), model);
            call.hears(WISH);
            call.hears(said);
            assertThat(call.steps()).containsExactly(path("Smith"));
        }
    }
}

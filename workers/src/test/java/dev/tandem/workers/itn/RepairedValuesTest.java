package dev.tandem.workers.itn;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tandem.workflows.variable.DataType;
import dev.tandem.workflows.variable.Variable;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** Reads values that callers correct, deny, spell, or name beside others. It is Monday, 30 November 2026. */
class RepairedValuesTest {

    private static final String ASKS = "?";

    private final SpokenValues spoken =
            new SpokenValues(ZonedDateTime.parse("2026-11-30T10:00:00-05:00[America/New_York]"), "US");
    private final SpokenValues british =
            new SpokenValues(ZonedDateTime.parse("2026-11-30T10:00:00Z[Europe/London]"), "GB");

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "DIGITS   | 4712, not 4711                                     | 4712",
                "DIGITS   | 4712 not 4711                                      | 4712",
                "DIGITS   | no, it's 4712, not 4711                            | 4712",
                "DIGITS   | not 4711, it's 4712                                | 4712",
                "DIGITS   | not 4711 it's 4712                                 | 4712",
                "DIGITS   | it is not 4711, it is 4712                         | 4712",
                "DIGITS   | 4711, sorry, 4712                                  | 4712",
                "DIGITS   | 4711 no wait 4712                                  | 4712",
                "DIGITS   | 4711 is wrong, 4712                                | 4712",
                "DIGITS   | four seven one one, I mean four seven one two      | 4712",
                "DIGITS   | not four, seven, one, one but four, seven, one, two | 4712",
                "DIGITS   | 4711 or 4712                                       | ?",
                "DIGITS   | 4711, no, 12                                       | ?",
                "DIGITS   | not 4711                                           | ?",
                "INTEGER  | fifty, not fifteen                                 | 50",
                "INTEGER  | fifteen, not fifty                                 | 15",
                "INTEGER  | two, I mean three                                  | 3",
                "INTEGER  | not three but four                                 | 4",
                "INTEGER  | two, make that three                               | 3",
                "INTEGER  | two, or rather three                               | 3",
                "INTEGER  | more than five                                     | ?",
                "INTEGER  | two of us, three with the child                    | ?",
                "INTEGER  | that one with two wheels                           | 2",
                "INTEGER  | two at seven pm                                    | 2",
                "INTEGER  | nineteen eighty five                               | 1985",
                "DATE     | Friday, no, Saturday                               | 2026-12-05",
                "DATE     | Friday no Saturday                                 | 2026-12-05",
                "DATE     | Friday. No, wait. Saturday.                        | 2026-12-05",
                "DATE     | December fifth, sorry, the sixth                   | 2026-12-06",
                "DATE     | March fifth, sorry, the sixth                      | 2027-03-06",
                "DATE     | not the fifth of March but the sixth               | 2027-03-06",
                "DATE     | tomorrow does not work, Friday                     | 2026-12-04",
                "DATE     | tomorrow doesn't work for me but Friday does       | 2026-12-04",
                "DATE     | Friday is no good, Saturday                        | 2026-12-05",
                "DATE     | I can't do Friday, Saturday                        | 2026-12-05",
                "DATE     | why not Friday                                     | 2026-12-04",
                "DATE     | no problem, Friday                                 | 2026-12-04",
                "DATE     | Friday the eleventh                                | 2026-12-11",
                "DATE     | Friday, December eleventh                          | 2026-12-11",
                "DATE     | the eleventh, a Friday                             | 2026-12-11",
                "DATE     | Friday December tenth                              | ?",
                "DATE     | December tenth, Friday                             | ?",
                "DATE     | Friday the thirteenth                              | ?",
                "DATE     | Friday 12/10                                       | ?",
                "DATE     | tomorrow, Tuesday                                  | 2026-12-01",
                "DATE     | tomorrow, Wednesday                                | ?",
                "DATE     | a week from Friday                                 | 2026-12-11",
                "DATE     | a week from tomorrow                               | 2026-12-08",
                "DATE     | a week on Friday                                   | 2026-12-11",
                "DATE     | two weeks from Friday                              | 2026-12-18",
                "DATE     | Friday week                                        | 2026-12-11",
                "DATE     | three days from now                                | 2026-12-03",
                "DATE     | three days from tomorrow                           | 2026-12-04",
                "DATE     | a week from December fifth                         | 2026-12-12",
                "DATE     | the day after Friday                               | 2026-12-05",
                "DATE     | any day after Friday                               | ?",
                "DATE     | Friday in two weeks                                | ?",
                "DATE     | in two weeks on Friday                             | ?",
                "DATE     | Friday next week                                   | 2026-12-11",
                "DATE     | next week Friday                                   | 2026-12-11",
                "DATE     | tomorrow after five                                | 2026-12-01",
                "DATE     | the Friday after next                              | ?",
                "DATE     | Friday and Saturday                                | ?",
                "DATE     | between the fifth and the ninth                    | ?",
                "DATE     | the second Wednesday in December                   | 2026-12-09",
                "DATE     | the 2nd Wednesday of December                      | 2026-12-09",
                "DATE     | the first Monday of next month                     | 2026-12-07",
                "DATE     | the last Friday in December                        | 2026-12-25",
                "DATE     | the first Friday in January                        | 2027-01-01",
                "DATE     | the second Wednesday                               | ?",
                "DATE     | the fifth of May nineteen eighty five              | 1985-05-05",
                "DATE     | the twelfth of June nineteen ninety                | 1990-06-12",
                "DATE     | May fifth nineteen eighty five                     | 1985-05-05",
                "DATE     | 5 May 1985                                         | 1985-05-05",
                "DATE     | the third of March nineteen oh five                | 1905-03-03",
                "DATE     | the twenty second of May two thousand and one      | 2001-05-22",
                "DATE     | May nineteen eighty five                           | ?",
                "DATE     | two may be too few                                 | ?",
                "DATE     | the first of the month                             | 2026-12-01",
                "DATE     | the third of the fifth nineteen eighty five        | 1985-05-03",
                "DATE     | the fifth of next month                            | 2026-12-05",
                "TIME     | three pm, no, four                                 | 16:00",
                "TIME     | three or four pm                                   | ?",
                "TIME     | not three but four pm                              | 16:00",
                "TIME     | two people at seven pm                             | 19:00",
                "TIME     | at three, no, at four in the afternoon             | 16:00",
                "TIME     | between three and four in the afternoon            | ?",
                "DATETIME | tomorrow at three pm, no, four                     | 2026-12-01T16:00-05:00",
                "DATETIME | Friday at three pm, no, Saturday                   | 2026-12-05T15:00-05:00",
                "DATETIME | Friday December tenth at noon                      | ?",
                "DATETIME | July fourth twenty twenty seven at 5 pm            | 2027-07-04T17:00-04:00",
                "PHONE    | 415 555 2671 extension 12                          | +14155552671",
                "PHONE    | four one five five five five two six seven one extension one two | +14155552671",
                "PHONE    | 415 555 2671, not 415 555 2672                     | +14155552671",
                "PHONE    | 415 555 2671, sorry, 415 555 2672                  | +14155552672",
                "PHONE    | 415 555 2671 or 415 555 2672                       | ?",
                "PHONE    | 415 555 2671, no, 2672                             | ?",
                "PHONE    | plus forty four, twenty, seven nine four six, zero nine five eight | +442079460958",
                "EMAIL    | write to jane dash doe at example dot org, thanks a lot | jane-doe@example.org",
                "EMAIL    | you can reach me under jane dot doe at example dot org and my number is 5 | jane.doe@example.org",
                "EMAIL    | it is john smith at example dot com                | ?",
                "EMAIL    | jane at example dot org, no, john at example dot org | john@example.org",
                "EMAIL    | not jane@example.org but john@example.org          | john@example.org",
                "EMAIL    | jane@example.org or john@example.org               | ?",
                "EMAIL    | no dash reply at example dot org                   | no-reply@example.org",
                "EMAIL    | john forty two at example dot com                  | john42@example.com",
                "CURRENCY | twenty dollars, no, thirty                         | 30.00 USD",
                "CURRENCY | thirty, not twenty dollars                         | 30.00 USD",
                "CURRENCY | not twenty dollars but thirty euros                | 30.00 EUR",
                "CURRENCY | twenty dollars and thirty dollars                  | ?",
                "CURRENCY | between twenty and thirty dollars                  | ?",
                "CURRENCY | five dollars for two people                        | 5.00 USD",
                "BOOLEAN  | No, I rented it.                                   | ?",
                "BOOLEAN  | Yes, I bought it.                                  | true",
                "BOOLEAN  | Yes, I don't have one.                             | ?",
                "BOOLEAN  | No, I don't.                                       | false",
                "BOOLEAN  | No, thanks, I'm fine.                              | false",
                "BOOLEAN  | No, I mean yes.                                    | true",
            })
    void readsWhatIsLeftOfACorrection(DataType type, String said, String value) {
        assertThat(read(spoken, type, said)).isEqualTo(value);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "I saw your site at example dot com and want to change my record",
                "I found you at example.com",
                "We ordered at example dot com",
                "I want to change my record, I am looking at www.example.com",
            })
    void takesNoWebsiteForAnAddress(String said) {
        assertThat(spoken.read(DataType.EMAIL, said)).isInstanceOf(Reading.Nothing.class);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "plus forty four, twenty, seven nine four six, zero nine five eight           | +442079460958",
                "plus forty four twenty seven nine four six zero nine five eight              | +442079460958",
                "oh two oh seven nine four six double nine five eight                         | +442079469958",
                "double zero four four twenty seven nine four six oh nine five eight          | +442079460958",
            })
    void readsBritishNumbers(String said, String value) {
        assertThat(read(british, DataType.PHONE, said)).isEqualTo(value);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "text is fine, no phone calls      | text",
                "not by phone, by email            | email",
                "I'd rather text than phone        | text",
                "no, text                          | text",
                "phone, no, email                  | email",
                "neither phone nor text, email     | email",
                "don't call me by phone, text me   | text",
                "e-mail                            | email",
                "email instead of phone            | email",
                "phone's fine                      | phone",
                "anything but email                | ?",
                "phone or text                     | ?",
                "neither                           | ?",
                "any of them                       | ?",
                "not by phone                      | ?",
            })
    void readsOneOfTheAllowedValues(String said, String value) {
        Variable contact = Variable.constraint("x", "", DataType.STRING, null, List.of("phone", "text", "email"));

        assertThat(written(spoken.read(contact, said))).isEqualTo(value);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "my order A1234 hasn't arrived                           | A1234",
                "I don't have the order A1234 yet                        | A1234",
                "A1234, not B1234                                        | A1234",
                "A1234 isn't right, it's B1234                           | B1234",
                "it is not A1234, it's B1234                             | B1234",
                "not A one two three four but B one two three four       | B1234",
                "A1234 doesn't work, B1234                               | B1234",
                "A1234 or B1234                                          | ?",
                "it isn't A1234                                          | ?",
            })
    void aSentenceAboutACodeDeniesItOnlyWhereItSaysThatItIsWrong(String said, String value) {
        Variable code = Variable.constraint("x", "", DataType.STRING, "[A-Z]\\d{4}", List.of());

        assertThat(written(spoken.read(code, said))).isEqualTo(value);
    }

    @Test
    void allowedValuesMayBeWordsOfNegation() {
        Variable sure = Variable.constraint("x", "", DataType.STRING, null, List.of("yes", "no", "not_sure"));

        assertThat(written(spoken.read(sure, "no"))).isEqualTo("no");
        assertThat(written(spoken.read(sure, "I'm not sure"))).isEqualTo("not_sure");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "It's Jaclyn, J A C L Y N                                | Jaclyn",
                "Jacklin, J A C L Y N                                    | Jaclyn",
                "J-A-C-L-Y-N                                             | Jaclyn",
                "Burke, B as in Bravo, U, R, K, E                        | Burke",
                "B as in Bravo, U, R, K, E                               | Burke",
                "It's Miller, M I double L E R                           | Miller",
                "Mary Jane Smith, S M Y T H                              | Mary Jane Smyth",
                "McDonald, M C D O N A L D                               | McDonald",
                "Smith and I also have a question about an invoice       | Smith",
                "My last name is Smith, thanks a lot                     | Smith",
                "It's Smith, with a question about an invoice            | Smith",
                "Smith, no, Jones                                        | Jones",
                "not Smith but Smyth                                     | Smyth",
                "Smith, sorry, S M Y T H                                 | Smyth",
                "bravo uniform romeo kilo echo                           | Burke",
                "J R Smith                                               | J R Smith",
                "it's pronounced Smith but it's spelled S M Y T H E      | Smythe",
                "O'Brien                                                 | O'Brien",
                "van der Berg                                            | van der Berg",
                "Smith or Smyth                                          | ?",
                "I want to speak to somebody                             | ?",
            })
    void readsNames(String said, String value) {
        Variable name = Variable.constraint("x", "The caller's last name", DataType.STRING, null, List.of());

        assertThat(written(spoken.read(name, said))).isEqualTo(value);
    }

    @Test
    void namesWhatIsUnclear() {
        assertThat(spoken.read(DataType.DATE, "Friday December tenth"))
                .isEqualTo(new Reading.Unclear("names Friday, but 2026-12-10 is a Thursday; ask which"));
        assertThat(spoken.read(DataType.DATE, "Friday in two weeks"))
                .isEqualTo(new Reading.Unclear("could be 2026-12-11 or 2026-12-18; ask which"));
    }

    /** Two different values of one type, as they are said and as they are written. */
    record Pair(DataType type, String a, String b, String valueOfA, String valueOfB) {}

    @ParameterizedTest
    @MethodSource("pairs")
    void aCorrectionBindsToWhatFollowsIt(Pair pair) {
        String a = pair.a();
        String b = pair.b();
        assertThat(read(spoken, pair.type(), a + ", not " + b)).isEqualTo(pair.valueOfA());
        assertThat(read(spoken, pair.type(), "not " + a + " but " + b)).isEqualTo(pair.valueOfB());
        assertThat(read(spoken, pair.type(), a + ", no, " + b)).isEqualTo(pair.valueOfB());
        assertThat(read(spoken, pair.type(), a + ", I mean " + b)).isEqualTo(pair.valueOfB());
        assertThat(read(spoken, pair.type(), "It's " + a + ". Sorry, " + b + ", please."))
                .isEqualTo(pair.valueOfB());
        assertThat(read(spoken, pair.type(), a + " or " + b)).isEqualTo(ASKS);
    }

    @ParameterizedTest
    @MethodSource("pairs")
    void noWordOfTheSentenceBecomesAPartOfAValue(Pair pair) {
        for (String sentence : List.of(
                "it's %s, thanks a lot",
                "well, that would be %s please", "%s, and I also have a question", "yes it is %s")) {
            assertThat(read(spoken, pair.type(), sentence.formatted(pair.a())))
                    .as(sentence)
                    .isIn(pair.valueOfA(), ASKS);
        }
    }

    static Stream<Pair> pairs() {
        Random random = new Random(12);
        List<Pair> pairs = new ArrayList<>();
        for (int i = 0; i < 40; i++) {
            for (SaidSamples.Kind kind : SaidSamples.Kind.values()) {
                SaidSamples.Sample a = SaidSamples.of(kind, random);
                SaidSamples.Sample b = SaidSamples.of(kind, random);
                if (!a.value().equals(b.value())) {
                    pairs.add(new Pair(kind.type(), a.said(), b.said(), a.value(), b.value()));
                }
            }
        }
        return pairs.stream();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "no ",
                "not ",
                "um ",
                "a'a'a",
                "1,111",
                "one ",
                "at dot ",
                "no, not a b c or ",
                "as in ",
                "+1 ",
                "I mean 5/5 "
            })
    void alsoALineOf4000CharactersIsReadAtOnce(String piece) {
        String line = piece.repeat(4_000 / piece.length());
        long begun = System.nanoTime();
        for (DataType type : DataType.values()) {
            assertThat(spoken.read(type, line)).isNotNull();
        }
        Variable code = Variable.constraint("x", "", DataType.STRING, "([A-Z0-9]+)*#", List.of());
        assertThat(spoken.read(code, line)).isInstanceOf(Reading.Nothing.class);
        Variable name = Variable.constraint("name", "", DataType.STRING, null, List.of());
        assertThat(spoken.read(name, line)).isNotNull();
        assertThat(System.nanoTime() - begun).isLessThan(10_000_000_000L);
    }

    private static String read(SpokenValues values, DataType type, String said) {
        return written(values.read(type, said));
    }

    private static String written(Reading reading) {
        return switch (reading) {
            case Reading.Value(JsonNode value) -> Settlement.words(value);
            case Reading.Unclear _, Reading.Nothing _ -> ASKS;
        };
    }
}

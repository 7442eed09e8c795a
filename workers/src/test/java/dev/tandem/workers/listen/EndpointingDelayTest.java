package dev.tandem.workers.listen;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.re2j.Pattern;
import dev.tandem.workflows.graph.TurnTaking;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class EndpointingDelayTest {

    private static final List<Pattern> ORDER_NUMBER = List.of(Pattern.compile("^[A-Z]\\d{4}$"));

    @ParameterizedTest
    @ValueSource(strings = {"A ", "double ", "12 Main ", "S as in ", "at a dot ", "one ", "-", "\u00e9\u0301"})
    void alsoALineOf4000CharactersIsJudgedAtOnce(String piece) {
        String line = piece.repeat(4_000 / piece.length());
        long begun = System.nanoTime();
        assertThat(with(line, ORDER_NUMBER).silenceMs()).isPositive();
        assertThat(Backchannel.is(line)).isFalse();
        assertThat(System.nanoTime() - begun).isLessThan(10_000_000_000L);
    }

    @Test
    void aWholeSentenceEndsAfterTheMinimum() {
        assertThat(with("Where is my order?", ORDER_NUMBER)).isEqualTo(new EndpointingDelay(500, true));
    }

    @Test
    void anOpenSentenceIsWaitedForTwiceAsLong() {
        assertThat(with("My order number is", ORDER_NUMBER)).isEqualTo(new EndpointingDelay(1000, false));
    }

    @Test
    void aCodeThatIsWholeEndsAfterTheMinimum() {
        assertThat(with("It is a one, two, three, four.", ORDER_NUMBER)).isEqualTo(new EndpointingDelay(500, true));
        assertThat(with("It's A1234.", ORDER_NUMBER)).isEqualTo(new EndpointingDelay(500, true));
    }

    @Test
    void aCodeOfWhichPiecesAreMissingIsWaitedFor() {
        assertThat(with("It is A one two.", ORDER_NUMBER)).isEqualTo(new EndpointingDelay(1000, false));
    }

    @Test
    void aNumberOfUnknownLengthIsGivenALittleLonger() {
        assertThat(with("It's 42.", List.of())).isEqualTo(new EndpointingDelay(750, true));
    }

    /** People pause for 700 to 800 ms between such pieces; a detector hears a little less of it as silence. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "Five five five.",
                "B four.",
                "A one, two",
                "S.",
                "A.",
                "I.",
                "It's S.",
                "S M I",
                "It's S, M, I.",
                "S-M-I",
                "My name is Smith, S M I T",
                "S as in Sam",
                "Sierra Mike India",
                "double T",
                "12 Main Street.",
                "My address is 12 Main Street, apartment 4",
                "Flat 3.",
                "12 Main Street, apartment 4, Springfield",
                "12 Main Street, Springfield, Illinois.",
                "john dot smith at gmail",
                "john dot smith at",
            })
    void whoeverDictatesMayPauseBetweenThePieces(String transcript) {
        assertThat(with(transcript, List.of())).isEqualTo(new EndpointingDelay(1000, false));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Yes.",
                "No, thanks.",
                "I need two.",
                "It's Smith.",
                "Plan B.",
                "On Main Street.",
                "I like pizza.",
                "It is john dot smith at gmail dot com.",
                "I'd like to book a table for four.",
                "My name is Mike.",
                "I want to go to India.",
                "Where is my order?",
                "Tomorrow at five.",
            })
    void ordinaryAnswersEndAsQuicklyAsBefore(String transcript) {
        assertThat(with(transcript, List.of())).isEqualTo(new EndpointingDelay(500, true));
    }

    @ParameterizedTest
    @ValueSource(strings = {"Five.", "5.", "It's four.", "Yes, it's 3", "The number is."})
    void theFirstDigitOfANumberDoesNotEndTheTurn(String transcript) {
        assertThat(with(transcript, List.of()).silenceMs()).isGreaterThanOrEqualTo(750);
        assertThat(with(transcript, ORDER_NUMBER)).isEqualTo(new EndpointingDelay(1000, false));
    }

    @Test
    void aDigitThatIsAllThatIsAskedForEndsAfterTheMinimum() {
        assertThat(with("Three.", List.of(Pattern.compile("^\\d$")))).isEqualTo(new EndpointingDelay(500, true));
    }

    @Test
    void aCodeOfLettersEndsWhenItIsWhole() {
        List<Pattern> booking = List.of(Pattern.compile("^[A-Z]{6}$"));
        assertThat(with("It's M, O, R", booking)).isEqualTo(new EndpointingDelay(1000, false));
        assertThat(with("It's M, O, R, T, O, N.", booking)).isEqualTo(new EndpointingDelay(500, true));
    }

    /** Beside what the words say: the voice, its probability of having finished, the line, what follows. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                // words                  | finished | clear | phone | ms
                "Where is my order?       | .95      | true  | false | 288",
                "Where is my order?       | .949     | true  | false | 500",
                "Where is my order?       | .99      | false | false | 500",
                "Where is my order?       | .96      | true  | true  | 500",
                "Where is my order?       | .97      | true  | true  | 288",
                "Where is my order?       | .1       | true  | false | 500",
                "Where is my order?       | .099     | true  | false | 750",
                "Where is my order?       | .01      | false | true  | 750",
                "It is A one two 3 four.  | .99      | true  | false | 288",
                "It is A one two 3 four.  | .01      | true  | false | 750",
                "It is A one two.         | .99      | true  | false | 1000",
                "It is A one two.         | .01      | true  | false | 1000",
                "My order number is       | .99      | true  | false | 1000",
                "S M I                    | .99      | true  | false | 1000",
                "Five.                    | .99      | true  | false | 1000",
                "12 Main Street.          | .99      | true  | false | 1000",
                "I would like,            | .99      | true  | false | 1000",
            })
    void theVoiceCountsWhereTheWordsAreWhole(String words, double finished, boolean clear, boolean phone, int ms) {
        EndpointingDelay.Sound sound = new EndpointingDelay.Sound(finished, clear, phone);
        assertThat(with(words, ORDER_NUMBER).and(sound, TurnTaking.DEFAULT).silenceMs())
                .isEqualTo(ms);
    }

    @Test
    void aNumberOfUnknownLengthIsNotEndedByTheVoice() {
        EndpointingDelay.Sound over = new EndpointingDelay.Sound(1, true, false);
        assertThat(with("It's 42.", List.of()).and(over, TurnTaking.DEFAULT))
                .isEqualTo(new EndpointingDelay(750, true));
    }

    @Test
    void nothingEndsEarlyWhereTheDocumentForbidsIt() {
        TurnTaking patient = new TurnTaking(500, 3000, true, 500, 2000, true, TurnTaking.EndOfTurn.SMART, false);
        EndpointingDelay words = EndpointingDelay.with("Where is my order?", patient, List.of());
        assertThat(words.and(new EndpointingDelay.Sound(1, true, false), patient))
                .isEqualTo(words);
        assertThat(words.andRecogniser(patient)).isEqualTo(words);
        assertThat(words.and(new EndpointingDelay.Sound(0, true, false), patient)
                        .silenceMs())
                .isEqualTo(750);
    }

    @Test
    void nothingEndsLaterThanItsMinimumForBeingEarly() {
        TurnTaking hasty = new TurnTaking(200, 3000, true, 500, 2000, true, TurnTaking.EndOfTurn.SMART, true);
        EndpointingDelay words = EndpointingDelay.with("Where is my order?", hasty, List.of());
        assertThat(words.and(new EndpointingDelay.Sound(1, true, false), hasty).silenceMs())
                .isEqualTo(200);
    }

    @Test
    void aRecogniserThatFindsTheEndEndsWholeWordsEarly() {
        assertThat(with("Where is my order?", List.of()).andRecogniser(TurnTaking.DEFAULT))
                .isEqualTo(new EndpointingDelay(288, true));
        assertThat(with("My number is", List.of())
                        .andRecogniser(TurnTaking.DEFAULT)
                        .silenceMs())
                .isEqualTo(1000);
    }

    @Test
    void nobodyIsWaitedForLongerThanTheMaximum() {
        TurnTaking hasty = new TurnTaking(500, 600, true, 500, 2000, true, TurnTaking.EndOfTurn.SMART, true);
        assertThat(EndpointingDelay.with("My order number is", hasty, List.of()).silenceMs())
                .isEqualTo(600);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "it is A one, two 34|A1234",
                "My customer number is C seven seven eight one.|C7781",
                "oh five five|055",
                "Where am I|''",
                "I need two|''",
                "Yes.|''",
                "It's S, M, I.|SMI",
                "Five.|5",
                "at five|''"
            })
    void theCodeIsWhatWasDictatedAtTheEnd(String transcript, String code) {
        assertThat(Dictation.endOf(transcript).code()).isEqualTo(code);
    }

    private static EndpointingDelay with(String transcript, List<Pattern> codes) {
        return EndpointingDelay.with(transcript, TurnTaking.DEFAULT, codes);
    }
}

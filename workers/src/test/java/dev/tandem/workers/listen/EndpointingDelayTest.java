package dev.tandem.workers.listen;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.re2j.Pattern;
import dev.tandem.workflows.graph.TurnTaking;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EndpointingDelayTest {

    private static final List<Pattern> ORDER_NUMBER = List.of(Pattern.compile("^[A-Z]\\d{4}$"));

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
        assertThat(with("Five five five.", List.of())).isEqualTo(new EndpointingDelay(750, true));
    }

    @Test
    void nobodyIsWaitedForLongerThanTheMaximum() {
        TurnTaking hasty = new TurnTaking(500, 600, true, 500, 2000, true);
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
                "Yes.|''"
            })
    void theCodeIsWhatWasDictatedAtTheEnd(String transcript, String code) {
        assertThat(Dictation.endOf(transcript).code()).isEqualTo(code);
    }

    private static EndpointingDelay with(String transcript, List<Pattern> codes) {
        return EndpointingDelay.with(transcript, TurnTaking.DEFAULT, codes);
    }
}

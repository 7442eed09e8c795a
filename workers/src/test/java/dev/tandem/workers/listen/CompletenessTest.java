package dev.tandem.workers.listen;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CompletenessTest {

    @ParameterizedTest
    @ValueSource(
            strings = {"My order number is", "I would like to, um", "It is A one,", "My customer number", "and then..."
            })
    void anOpenEndSoundsUnfinished(String transcript) {
        assertThat(Completeness.soundsUnfinished(transcript)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"Where is my order?", "Yes", "It's A 1234.", "Thank you, goodbye."})
    void aWholeSentenceSoundsFinished(String transcript) {
        assertThat(Completeness.soundsUnfinished(transcript)).isFalse();
    }
}

package dev.tandem.workers.listen;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BackchannelTest {

    @ParameterizedTest
    @ValueSource(strings = {"Mhm.", "Okay.", "Uh-huh.", "Yeah, okay.", "I see.", "Got it.", "Yes."})
    void aListenerWhoShowsThatHeListensDoesNotWantToSpeak(String text) {
        assertThat(Backchannel.is(text)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"Stop.", "No.", "Wait, what?", "Okay but I need the invoice.", "", "It.", "Yes yes yes yes."})
    void whoeverSaysMoreWantsToSpeak(String text) {
        assertThat(Backchannel.is(text)).isFalse();
    }
}

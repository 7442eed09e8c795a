package dev.tandem.workflows.rules;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tandem.workflows.rules.Action.EndCall;
import org.junit.jupiter.api.Test;

class EndCallTest {

    @Test
    void aPhoneThatHungUpWhileItRangWasNotServed() {
        assertThat(EndCall.closed("cancelled")).isEqualTo(EndCall.dropped("cancelled"));
        assertThat(EndCall.closed("caller_left")).isEqualTo(EndCall.completed("caller_left"));
        assertThat(EndCall.closed("room_finished")).isEqualTo(EndCall.completed("room_finished"));
    }
}

package dev.tandem.workers.listen;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AnsweringMachineTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Please leave a message after the tone.",
                "Please leave your name and number.",
                "Leave a message after the beep.",
                "Hi, you've reached the voicemail of John Miller.",
                "You have reached 555 0123, I can't come to the phone right now.",
                "Hello, you have reached Lakeside Dental. We are unavailable, please call again.",
                "I'm not available to take your call.",
                "The person you are calling is not available.",
                "The number you have dialed is not in service.",
                "The subscriber you are trying to reach cannot be reached.",
                "Your call has been forwarded to an automated voice messaging system.",
                "The mailbox is full.",
                "At the tone, please record your message. When you have finished recording, you may hang up.",
                "Record your message after the tone."
            })
    void whatOnlyAMachineSays(String line) {
        assertThat(AnsweringMachine.speaks(line)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Can I leave a message for Doctor Miller?",
                "I would like to leave a message.",
                "I left a voicemail yesterday and nobody called back.",
                "Your mailbox was full when I called.",
                "You have reached out to me about my order.",
                "Have I reached the billing department?",
                "I can't take the parcel, I am not at home.",
                "The number you gave me does not work.",
                "The person I spoke with said it would come today.",
                "Leave your hands off my account.",
                "Please leave the parcel with my neighbour.",
                "My number is five five five zero one two three."
            })
    void whatCallersSay(String line) {
        assertThat(AnsweringMachine.speaks(line)).isFalse();
    }
}

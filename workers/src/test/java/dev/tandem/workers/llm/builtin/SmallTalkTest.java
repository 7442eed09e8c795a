package dev.tandem.workers.llm.builtin;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SmallTalkTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Thank you, goodbye. | GOODBYE",
                "Thanks, bye bye! | GOODBYE",
                "Good bye. | GOODBYE",
                "No, that's all, thank you. | GOODBYE",
                "Nothing else, thanks. | GOODBYE",
                "Have a nice day! | GOODBYE",
                "Hi there! | GREETING",
                "Good morning, how are you? | GREETING",
                "Thank you so much. | THANKS",
                "OK, thanks, that's very helpful. | THANKS",
                "Sorry, what did you say? | REPEAT",
                "Pardon? | REPEAT",
                "Could you repeat that please? | REPEAT",
                "Never mind. | DISMISSAL",
                "I don't have it here. | DISMISSAL",
                "Yes, please. | YES",
                "Yeah, that's right. | YES",
                "No. | NO",
                "No, thank you. | NO",
                "What can you do? | HELP",
            })
    void recognisesWhatStandsBesideTheMatter(String words, SmallTalk talk) {
        assertThat(SmallTalk.of(words)).contains(talk);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Hi, where is my order?",
                "Thanks, and what about my invoice?",
                "What is your return policy?",
                "No, it's A one two three four.",
                "Yes, I want to know where my order is.",
                "Can I see your return policy?",
                "A1234",
                "",
            })
    void takesAWishForAWish(String words) {
        assertThat(SmallTalk.of(words)).isEmpty();
    }
}

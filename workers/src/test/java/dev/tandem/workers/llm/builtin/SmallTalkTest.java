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
                "Goodbye. | GOODBYE",
                "That's all, thanks. | GOODBYE",
                "Goodbye, Anna. | GOODBYE",
                "Bye then, and thanks for your help! | GOODBYE",
                "OK, I have to go now, bye. | GOODBYE",
                "Please end the call and hang up. | GOODBYE",
                "No more questions, thank you. | GOODBYE",
                "Perfect, that's everything I needed. Take care! | GOODBYE",
                "See you tomorrow. | GOODBYE",
                "I want to hang up now. | GOODBYE",
                "Are you still there? | PRESENCE",
                "Hello? | PRESENCE",
                "Hello, can you hear me? | PRESENCE",
                "Is anybody there? | PRESENCE",
                "Hello. | GREETING",
                "Hold on, please. | WAIT",
                "Wait, don't hang up! | WAIT",
                "Bye, but one thing first. | WAIT",
                "Exactly. | YES",
                "Yep, that's the one. | YES",
                "That's correct, yes. | YES",
                "That's all right. | YES",
                "That's not it. | NO",
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
                "Hold on, please don't go yet, I have one more order.",
                "Bye, but one thing first: where is my order?",
                "My name is Joe Farewell.",
                "Goodbye is my last name.",
                "I want to say goodbye to my old contract.",
                "She told me to hang up and call again.",
                "Do I end the call or do you?",
                "The song is called Bye Bye Love.",
                "Can I see you about my order later?",
                "That's all wrong, it is A1234.",
                "Nothing else arrived but the box.",
                "",
            })
    void takesAWishForAWish(String words) {
        assertThat(SmallTalk.of(words)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "bye ",
                "please ",
                "no more ",
                "thank you, ",
                "that's it ",
                "!?",
                ". , ",
                "A",
                "I have to ",
                "but wait ",
                "\u00e9\u0301"
            })
    void alsoALineOf4000CharactersIsJudgedAtOnce(String piece) {
        String line = piece.repeat(4_000 / piece.length());
        long begun = System.nanoTime();
        assertThat(SmallTalk.of(line)).isNotNull();
        assertThat(SmallTalk.of(line + "x")).isNotNull();
        assertThat(System.nanoTime() - begun).isLessThan(10_000_000_000L);
    }
}

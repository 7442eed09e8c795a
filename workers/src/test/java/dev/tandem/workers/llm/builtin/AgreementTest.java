package dev.tandem.workers.llm.builtin;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AgreementTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "That's correct, yes.",
                "Exactly.",
                "Yep, that's the one.",
                "That's it.",
                "That is it, thank you.",
                "Yes, that's all correct.",
                "You got it.",
                "That's right, that's me.",
                "No problem, that's right.",
                "It is.",
                "Spot on!",
                "Uh-huh.",
                "Sounds good, thanks.",
                "Okay.",
                "Perfect.",
            })
    void agrees(String words) {
        assertThat(Agreement.of(words)).contains(true);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "No.",
                "That's not it.",
                "Not quite.",
                "No, that's wrong.",
                "That's not correct.",
                "Nope, that isn't right.",
                "That's all wrong.",
                "I'm afraid not.",
                "You got that wrong.",
                "It's not, sorry.",
            })
    void disagrees(String words) {
        assertThat(Agreement.of(words)).contains(false);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "No, it's B two two one zero.",
                "Yes and no.",
                "Right now I can't say.",
                "Maybe.",
                "Thanks.",
                "Goodbye.",
                "A1234",
                "The one on Main Street.",
                "",
            })
    void saysSomethingElse(String words) {
        assertThat(Agreement.of(words)).isEmpty();
    }
}

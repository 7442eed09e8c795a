package dev.tandem.callers.persona;

import dev.tandem.workers.itn.UtteranceWords;
import java.util.List;

/** How a persona of {@code builtin} talks. A style is found by the words of the scenario's {@code style}. */
enum PersonaStyle {
    /** The style of whoever has none. */
    PLAIN("", 3, .15),
    /** Says no word too many. */
    BRIEF("brief short terse curt laconic", 3, .1),
    /** Greets, thanks, and says more than needed. */
    CHATTY("chatty talkative friendly polite cheerful", 4, .2),
    /** Wants it now, and leaves sooner. */
    IMPATIENT("impatient angry annoyed hurried rushed hurry upset", 1, .1),
    /** Hesitates, and often corrects itself. */
    CONFUSED("confused unsure forgetful hesitant nervous elderly", 4, .6);

    /** Words of it, with spaces between them. */
    private final String words;

    private final int patience;
    private final double correction;

    PersonaStyle(String words, int patience, double correction) {
        this.words = words;
        this.patience = patience;
        this.correction = correction;
    }

    /** Returns the first style that has a word of the sentence; {@link #PLAIN} if none has. */
    static PersonaStyle of(String sentence) {
        for (String word : UtteranceWords.words(sentence)) {
            for (PersonaStyle style : values()) {
                if (List.of(style.words.split(" ")).contains(word)) {
                    return style;
                }
            }
        }
        return PLAIN;
    }

    /** How often it bears to be asked the same again, or to get nowhere. */
    int patience() {
        return patience;
    }

    /** How probable it is that a code is first said wrong and then corrected. */
    double correction() {
        return correction;
    }

    /** Leads into the goal; ends with a space unless it is empty. */
    List<String> openings() {
        return switch (this) {
            case PLAIN -> List.of("", "Hello. ", "Hi. ");
            case BRIEF -> List.of("");
            case CHATTY -> List.of("Hi there! ", "Good day to you! ", "Hello, thanks for taking my call. ");
            case IMPATIENT -> List.of("Listen. ", "Right. ", "");
            case CONFUSED -> List.of("Um, hello? ", "Oh, hello. Well. ", "Uh, hi. ");
        };
    }

    /** Says a value; {@code %s} is the value, {@code %n} the name of what it is. */
    List<String> answers() {
        return switch (this) {
            case PLAIN -> List.of("It's %s.", "My %n is %s.", "%s.");
            case BRIEF -> List.of("%s.");
            case CHATTY -> List.of("Sure, my %n is %s.", "Of course! It's %s.", "Certainly, it's %s.");
            case IMPATIENT -> List.of("%s.", "It's %s.");
            case CONFUSED -> List.of("Um, I think it's %s.", "Uh, it's %s.", "Well, my %n is %s.");
        };
    }

    List<String> ignorance() {
        return switch (this) {
            case PLAIN, CHATTY -> List.of("I'm afraid I don't know.", "I don't know, sorry.");
            case BRIEF -> List.of("I don't know.");
            case IMPATIENT -> List.of("I don't know.", "How would I know?");
            case CONFUSED -> List.of("Um, I don't know.", "Oh, I have no idea.");
        };
    }

    List<String> farewells() {
        return switch (this) {
            case PLAIN -> List.of("Thank you. Goodbye.", "Thanks, bye.");
            case BRIEF -> List.of("Thanks, bye.", "Goodbye.");
            case CHATTY ->
                List.of("Thank you so much for your help. Goodbye.", "Wonderful, thank you very much. Bye bye.");
            case IMPATIENT -> List.of("Bye.", "Fine, goodbye.");
            case CONFUSED -> List.of("Oh, thank you. Goodbye.", "Um, thanks. Bye.");
        };
    }
}

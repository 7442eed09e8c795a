package dev.tandem.callers.persona;

import java.util.List;

/** What the agent's words ask of the caller. */
sealed interface Sense {

    /** A question for something that the caller knows. */
    record Asks(Fact fact) implements Sense {}

    /** A value is read back. */
    record ReadsBack(Fact fact, boolean right) implements Sense {}

    /** One of several is to be chosen. */
    record Offers(List<String> options) implements Sense {}

    /** Whether something is to be done. */
    record Proposes(String question) implements Sense {}

    /** A question for something that the caller does not know. */
    record AsksOther(String question) implements Sense {}

    /** How to help. */
    record Greets() implements Sense {}

    record AnythingElse() implements Sense {}

    /** Whether the caller is still there. */
    record StillThere() implements Sense {}

    /** The caller was not understood. */
    record NotUnderstood() implements Sense {}

    /** Something did not work. */
    record Fails() implements Sense {}

    record Parts() implements Sense {}

    /** Nothing is asked. */
    record Tells() implements Sense {}
}

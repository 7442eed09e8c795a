package dev.tandem.workflows.scenario;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;

/** What the caller of a script does in one line. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "kind")
@JsonSubTypes({
    @JsonSubTypes.Type(value = Act.Say.class, name = "say"),
    @JsonSubTypes.Type(value = Act.Press.class, name = "press"),
    @JsonSubTypes.Type(value = Act.Wait.class, name = "wait"),
    @JsonSubTypes.Type(value = Act.HangUp.class, name = "hang_up")
})
public sealed interface Act {

    /** Says a sentence. In a chat it is written. */
    record Say(String text) implements Act {}

    /** @param keys of a telephone: {@code 0-9}, {@code *} and {@code #} */
    record Press(String keys) implements Act {}

    /** Is silent. */
    record Wait(long ms) implements Act {}

    record HangUp() implements Act {}
}

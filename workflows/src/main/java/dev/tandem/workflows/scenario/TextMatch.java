package dev.tandem.workflows.scenario;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.util.List;
import java.util.stream.Collectors;

/** Says what a text must be like. Its {@code toString} is a clause such as {@code contains "order number"}. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "kind")
@JsonSubTypes({
    @JsonSubTypes.Type(value = TextMatch.Contains.class, name = "contains"),
    @JsonSubTypes.Type(value = TextMatch.Equals.class, name = "equals"),
    @JsonSubTypes.Type(value = TextMatch.Matches.class, name = "matches"),
    @JsonSubTypes.Type(value = TextMatch.AnyOf.class, name = "any_of")
})
public sealed interface TextMatch {

    /** The text has these words in it, whatever their capitals and the spaces between them. */
    record Contains(String text) implements TextMatch {

        @Override
        public String toString() {
            return "contains \"" + text + "\"";
        }
    }

    /** The text is this one, whatever its capitals and spaces. */
    record Equals(String text) implements TextMatch {

        @Override
        public String toString() {
            return "equals \"" + text + "\"";
        }
    }

    /** @param pattern RE2, found anywhere in the text */
    record Matches(String pattern) implements TextMatch {

        @Override
        public String toString() {
            return "matches /" + pattern + "/";
        }
    }

    record AnyOf(List<TextMatch> matches) implements TextMatch {

        public AnyOf {
            matches = List.copyOf(matches);
        }

        @Override
        public String toString() {
            return matches.stream().map(TextMatch::toString).collect(Collectors.joining(" or "));
        }
    }
}

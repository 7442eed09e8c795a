package dev.tandem.stack.compose;

import static java.util.Objects.requireNonNullElse;

import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A text in which {@code ${NAME}}, {@code ${NAME:-default}} and {@code ${NAME:?what to do}} stand for variables. */
record Template(String text) {
    private static final Pattern VARIABLE =
            Pattern.compile("\\$\\{(?<name>[A-Z][A-Z0-9_]*)(?:(?<operator>:[-?])(?<word>[^}]*))?}");

    Set<String> variables() {
        return new TreeSet<>(VARIABLE.matcher(text)
                .results()
                .map(variable -> variable.group("name"))
                .toList());
    }

    /** Those without which Compose does not start anything. */
    Set<String> demanded() {
        return new TreeSet<>(VARIABLE.matcher(text)
                .results()
                .filter(variable -> ":?".equals(variable.group("operator")))
                .map(variable -> variable.group("name"))
                .toList());
    }

    String filled(Map<String, String> values) {
        return VARIABLE.matcher(text).replaceAll(variable -> Matcher.quoteReplacement(value(variable, values)));
    }

    private static String value(MatchResult variable, Map<String, String> values) {
        String name = variable.group("name");
        String value = values.getOrDefault(name, "");
        if (!value.isEmpty() || variable.group("operator") == null) {
            return value;
        }
        String word = requireNonNullElse(variable.group("word"), "");
        if (":?".equals(variable.group("operator"))) {
            throw new AssertionError("%s has no value: %s".formatted(name, word));
        }
        return word;
    }
}

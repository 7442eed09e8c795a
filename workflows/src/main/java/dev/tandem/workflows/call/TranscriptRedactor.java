package dev.tandem.workflows.call;

import dev.tandem.workflows.protocol.Conversation.Line;
import dev.tandem.workflows.protocol.Conversation.Role;
import dev.tandem.workflows.rules.CallState;
import dev.tandem.workflows.variable.Masking;
import dev.tandem.workflows.variable.VariableValue;
import dev.tandem.workflows.variable.VariableValue.Source;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;

/**
 * Replaces the values of sensitive variables by stars in what was said, for operators.
 *
 * <p>A value is found as it is written, with anything but letters and digits between its characters, and with its
 * digits said as words ({@code double} and {@code triple} among them). The caller's line of the turn in which the value
 * was learnt may hold it in other words, such as those of a date; for a confirmed value, so may the line of the turn
 * before. When the value is not found in such a line, nothing of the line is shown.
 */
final class TranscriptRedactor {

    private static final String STARS = "****";

    /** Shorter values stand in any line. */
    private static final int SHORTEST = 3;

    private static final int LONGEST = 200;
    private static final String BETWEEN = "[^\\p{L}\\p{N}]*";
    private static final List<String> DIGITS = List.of(
            "(?:0|zero|oh|o)",
            "(?:1|one)",
            "(?:2|two)",
            "(?:3|three)",
            "(?:4|four)",
            "(?:5|five)",
            "(?:6|six)",
            "(?:7|seven)",
            "(?:8|eight)",
            "(?:9|nine)");

    private final List<Hidden> hidden;

    /**
     * Holds a value that is hidden.
     *
     * @param form the pattern that finds the value; empty: no pattern does
     */
    private record Hidden(VariableValue known, Optional<Pattern> form) {

        boolean mayStandIn(Line line) {
            boolean said = known.source() == Source.CALLER || known.source() == Source.TRANSFER;
            int before = known.confirmed() ? 1 : 0;
            return said
                    && line.role() == Role.CALLER
                    && line.turn() <= known.turn()
                    && line.turn() >= known.turn() - before;
        }
    }

    private TranscriptRedactor(List<Hidden> hidden) {
        this.hidden = hidden;
    }

    static TranscriptRedactor of(CallState state, Masking masking) {
        return new TranscriptRedactor(state.variables().values().stream()
                .filter(known -> masking.covers(known.name()))
                .map(known -> new Hidden(known, form(known.value())))
                .toList());
    }

    String in(Line line) {
        String text = line.text();
        for (Hidden one : hidden) {
            String shown =
                    one.form().isPresent() ? one.form().get().matcher(text).replaceAll(STARS) : text;
            if (shown.equals(text) && one.mayStandIn(line)) {
                return STARS;
            }
            text = shown;
        }
        return text;
    }

    private static Optional<Pattern> form(JsonNode value) {
        String text =
                value.isObject() ? value.path("amount").asString("") : value.isBoolean() ? "" : value.asString("");
        String characters = text.replaceAll("[^\\p{L}\\p{N}]", "");
        if (characters.length() < SHORTEST || characters.length() > LONGEST) {
            return Optional.empty();
        }
        StringBuilder form = new StringBuilder();
        for (int at = 0; at < characters.length(); ) {
            int end = at + 1;
            while (end < characters.length() && characters.charAt(end) == characters.charAt(at)) {
                end++;
            }
            form.append(at == 0 ? "" : BETWEEN).append(run(characters.charAt(at), end - at));
            at = end;
        }
        return Optional.of(Pattern.compile(
                "(?<![\\p{L}\\p{N}])" + form + "(?![\\p{L}\\p{N}])", Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE));
    }

    /** Returns a pattern for the same character so many times: two or three of a digit may be said as one. */
    private static String run(char character, int times) {
        boolean digit = character >= '0' && character <= '9';
        String one = digit ? DIGITS.get(character - '0') : Pattern.quote(String.valueOf(character));
        String each = String.join(BETWEEN, Collections.nCopies(times, one));
        return switch (digit ? times : 1) {
            case 2 -> "(?:" + each + "|double " + one + ")";
            case 3 ->
                "(?:" + each + "|triple " + one + "|double " + one + BETWEEN + one + "|" + one + BETWEEN + "double "
                        + one + ")";
            default -> each;
        };
    }
}

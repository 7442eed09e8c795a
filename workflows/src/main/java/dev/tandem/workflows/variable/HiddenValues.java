package dev.tandem.workflows.variable;

import dev.tandem.workflows.variable.SpokenWords.Span;
import dev.tandem.workflows.variable.VariableValue.Source;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * Hides the values of a call's sensitive variables wherever they stand. Every value that such a variable has, had, or
 * was refused is known by itself, so that another member, another sentence or a tool's answer does not show it.
 *
 * <p>A value is found as it is written, with anything but letters and digits between its characters, and in words:
 * digit by digit, or in larger numbers. A date is found in the usual orders, a phone number also without its country.
 */
public final class HiddenValues {

    private static final String STARS = "****";

    /** Shorter values stand in any sentence. They are hidden only where they stand alone. */
    private static final int SHORTEST = 3;

    private static final int LONGEST = 200;

    private static final int SHORTEST_PHONE = 6;

    private static final int COUNTRY_CODE = 3;

    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    private final Masking masking;
    private final boolean hidesNothing;
    private final List<Hidden> hidden = new ArrayList<>();

    /**
     * A value that is hidden.
     *
     * @param forms in which it is looked for
     * @param said whether the caller told it
     */
    private record Hidden(String name, JsonNode value, List<String> forms, int turn, boolean said, boolean confirmed) {

        boolean isOf(String other, JsonNode same) {
            return name.equals(other) && value.equals(same);
        }

        /** Returns whether the caller's line of a turn may tell it in words that are not found. */
        boolean mayStandIn(int line) {
            return said && line <= turn && line >= turn - (confirmed ? 1 : 0);
        }
    }

    /**
     * Hides nothing yet.
     *
     * @param sensitive names of the variables to hide
     */
    public HiddenValues(Set<String> sensitive) {
        this.masking = new Masking(sensitive);
        this.hidesNothing = sensitive.isEmpty();
    }

    /** Takes a value that the call knows from now on. */
    public void learn(VariableValue known) {
        boolean said = known.source() == Source.CALLER;
        hide(known.name(), known.value(), "", known.turn(), said, known.confirmed());
    }

    /**
     * Takes a value that was offered, and that the call may refuse.
     *
     * @param raw the words for it; empty: not known
     */
    public void offered(String name, JsonNode value, String raw, int turn) {
        if (hidden.stream().noneMatch(one -> one.isOf(name, value))) {
            hide(name, value, raw, turn, true, false);
        }
    }

    private void hide(String name, JsonNode value, String raw, int turn, boolean said, boolean confirmed) {
        boolean isNew = hidden.stream().noneMatch(one -> one.isOf(name, value) && one.turn() == turn);
        if (masking.covers(name) && isNew) {
            List<String> forms = Stream.concat(forms(value), Stream.of(SpokenWords.characters(raw)))
                    .filter(form -> !form.isEmpty() && form.length() <= LONGEST)
                    .distinct()
                    .toList();
            hidden.add(new Hidden(name, value, forms, turn, said, confirmed));
        }
    }

    /** Returns the value of a variable, with stars where something is hidden. */
    public JsonNode of(String name, JsonNode value) {
        return masking.covers(name) ? masking.mask(name, value) : in(value);
    }

    public JsonNode of(VariableValue known) {
        return of(known.name(), known.value());
    }

    /** Returns a text with stars where something is hidden; null stays null. */
    public @Nullable String inWords(@Nullable String text) {
        return text == null ? null : in(text);
    }

    /** Returns a text with stars where something is hidden. */
    public String in(String text) {
        if (hidden.isEmpty() || text.isEmpty()) {
            return text;
        }
        String characters = SpokenWords.characters(text);
        if (hidden.stream().anyMatch(one -> one.forms().contains(characters))) {
            return STARS;
        }
        SpokenWords words = new SpokenWords(text);
        return starred(text, hidden.stream().flatMap(one -> find(words, one)).toList());
    }

    /**
     * Returns a line of the conversation with stars where something is hidden. The caller's line of the turn in which a
     * value was learnt may tell it in other words; for a confirmed value, so may the line of the turn before. When the
     * value is not found there, nothing of the line is shown.
     */
    public String in(String line, int turn, boolean byCaller) {
        SpokenWords words = new SpokenWords(line);
        boolean toldOtherwise = byCaller
                && hidden.stream()
                        .filter(one -> one.mayStandIn(turn))
                        .anyMatch(one -> find(words, one).findAny().isEmpty());
        return toldOtherwise ? STARS : in(line);
    }

    /**
     * Returns any JSON with stars where something is hidden: members that are named like sensitive variables, and
     * values, at every depth.
     */
    public JsonNode in(JsonNode json) {
        return hidesNothing ? json : searched(json);
    }

    private JsonNode searched(JsonNode json) {
        return switch (json.getNodeType()) {
            case STRING -> NODES.stringNode(in(json.stringValue()));
            case NUMBER -> in(json.asString()).equals(STARS) ? NODES.stringNode(STARS) : json;
            case ARRAY -> {
                ArrayNode copy = NODES.arrayNode();
                json.values().forEach(entry -> copy.add(searched(entry)));
                yield copy;
            }
            case OBJECT -> {
                ObjectNode copy = NODES.objectNode();
                json.forEachEntry((name, value) -> copy.set(free(copy, in(name)), of(name, value)));
                yield copy;
            }
            case BOOLEAN, NULL, BINARY, POJO, MISSING -> json;
        };
    }

    /** Returns a name that the object does not have, because two names may look alike behind stars. */
    private static String free(ObjectNode object, String name) {
        String free = name;
        for (int again = 2; object.has(free); again++) {
            free = name + again;
        }
        return free;
    }

    private static Stream<Span> find(SpokenWords words, Hidden one) {
        return one.forms().stream()
                .filter(form -> form.length() >= SHORTEST)
                .flatMap(form -> words.find(form).stream());
    }

    private static String starred(String text, List<Span> spans) {
        StringBuilder shown = new StringBuilder();
        int end = 0;
        for (Span span : spans.stream()
                .sorted(Comparator.comparingInt(Span::start).thenComparing(Span::end, Comparator.reverseOrder()))
                .toList()) {
            if (span.start() >= end) {
                shown.append(text, end, span.start()).append(STARS);
            }
            end = Math.max(end, span.end());
        }
        return shown.append(text.substring(end)).toString();
    }

    private static Stream<String> forms(JsonNode value) {
        String text =
                value.isObject() ? value.path("amount").asString("") : value.isBoolean() ? "" : value.asString("");
        String plain = SpokenWords.characters(text);
        return Stream.of(
                        Stream.of(plain),
                        datesOf(text),
                        text.startsWith("+") ? withoutCountry(plain) : Stream.<String>of())
                .flatMap(forms -> forms);
    }

    private static Stream<String> withoutCountry(String phone) {
        return Stream.of(1, 2, COUNTRY_CODE)
                .filter(code -> phone.length() - code >= SHORTEST_PHONE)
                .map(phone::substring)
                .flatMap(national -> Stream.of(national, "0" + national));
    }

    /** Returns the orders in which a date is written and said, with and without its year. */
    private static Stream<String> datesOf(String text) {
        if (!text.matches("[0-9]{4}-[0-9]{2}-[0-9]{2}.*")) {
            return Stream.of();
        }
        String year = text.substring(0, 4);
        String month = text.substring(5, 7);
        String day = text.substring(8, 10);
        String shortMonth = month.startsWith("0") ? month.substring(1) : month;
        String shortDay = day.startsWith("0") ? day.substring(1) : day;
        return Stream.of(
                year + month + day,
                day + month + year,
                month + day + year,
                shortDay + shortMonth + year,
                shortMonth + shortDay + year,
                year + shortMonth + shortDay,
                day + month,
                month + day);
    }

    /** Returns the names of members and their values with stars, in the same order. */
    public Map<String, JsonNode> in(Map<String, JsonNode> values) {
        Map<String, JsonNode> shown = new LinkedHashMap<>();
        values.forEach((name, value) -> shown.put(name, of(name, value)));
        return shown;
    }
}

package dev.tandem.workflows.scenario.document;

import dev.tandem.workflows.document.Place;
import dev.tandem.workflows.document.Problems;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Reads the members of one object of a scenario, and reports what is wrong with them. Every read returns something
 * usable, so that reading goes on and finds all faults. A member that is null counts as absent.
 */
final class Members {

    private final Place place;
    private final Problems problems;
    private final Set<String> known = new LinkedHashSet<>();

    private Members(Place place, Problems problems) {
        this.place = place;
        this.problems = problems;
    }

    /** Returns the members of an object; empty: it is none, which is reported. */
    static Optional<Members> of(Place place, String example, Problems problems) {
        if (!place.node().isObject()) {
            wrongType(place, "an object, such as " + example, problems);
            return Optional.empty();
        }
        return Optional.of(new Members(place, problems));
    }

    Place place() {
        return place;
    }

    Problems problems() {
        return problems;
    }

    Optional<Place> member(String name) {
        known.add(name);
        return Optional.of(place.field(name)).filter(Place::isPresent);
    }

    String required(String name, String example, int longest) {
        Optional<Place> member = member(name);
        if (member.isEmpty()) {
            problems.fault(
                    "missing_member", place.pointer(), "Add " + name + ", such as " + name + ": " + example + ".");
            return "";
        }
        return text(member.get(), longest, problems);
    }

    String text(String name, String otherwise, int longest) {
        return member(name).map(member -> text(member, longest, problems)).orElse(otherwise);
    }

    /** Reads a text that is not empty. */
    static String text(Place place, int longest, Problems problems) {
        if (!place.node().isString()) {
            wrongType(place, place.node().isValueNode() ? "a text; put it into quotes" : "a text", problems);
            return "";
        }
        String text = place.node().stringValue();
        if (text.isBlank()) {
            problems.fault("empty_text", place.pointer(), "This text is empty; fill it in or leave the member out.");
        } else if (text.length() > longest) {
            problems.fault("too_long", place.pointer(), "A text here has at most " + longest + " characters.");
        }
        return text;
    }

    long whole(String name, long otherwise, long least, long most) {
        return member(name).map(member -> whole(member, least, most, problems)).orElse(otherwise);
    }

    static long whole(Place place, long least, long most, Problems problems) {
        JsonNode node = place.node();
        if (!node.isIntegralNumber()
                || !node.canConvertToLong()
                || node.longValue() < least
                || node.longValue() > most) {
            problems.fault(
                    node.isNumber() ? "out_of_range" : "wrong_type",
                    place.pointer(),
                    "Write a whole number from " + least + " to " + most + ", without quotes.");
            return least;
        }
        return node.longValue();
    }

    double number(String name, double otherwise, double least, double most) {
        Optional<Place> member = member(name);
        if (member.isEmpty()) {
            return otherwise;
        }
        double number = member.get().node().asDouble(Double.NaN);
        if (!member.get().node().isNumber() || !(number >= least && number <= most)) {
            problems.fault(
                    member.get().node().isNumber() ? "out_of_range" : "wrong_type",
                    member.get().pointer(),
                    "Write a number from " + plain(least) + " to " + plain(most) + ", without quotes.");
            return otherwise;
        }
        return number;
    }

    private static String plain(double number) {
        return number == Math.rint(number) ? Long.toString((long) number) : Double.toString(number);
    }

    boolean flag(String name) {
        Optional<Place> member = member(name);
        if (member.isPresent() && !member.get().node().isBoolean()) {
            wrongType(member.get(), "true or false, without quotes", problems);
        }
        return member.map(value -> value.node().asBoolean(false)).orElse(false);
    }

    String oneOf(String name, List<String> allowed, String otherwise) {
        return member(name).map(member -> oneOf(member, allowed, problems)).orElse(otherwise);
    }

    static String oneOf(Place place, List<String> allowed, Problems problems) {
        String text = place.node().asString("");
        if (!place.node().isString() || !allowed.contains(text)) {
            problems.fault("unknown_value", place.pointer(), "Write one of " + String.join(", ", allowed) + ".");
            return allowed.getFirst();
        }
        return text;
    }

    /** Reads a member that is an object of anything; empty where it is absent. */
    Map<String, JsonNode> values(String name) {
        return member(name).map(member -> values(member, problems)).orElse(Map.of());
    }

    static Map<String, JsonNode> values(Place place, Problems problems) {
        Map<String, JsonNode> values = new LinkedHashMap<>();
        if (!place.node().isObject()) {
            wrongType(place, "an object, such as {order_id: A1234}", problems);
        }
        place.node()
                .propertyNames()
                .forEach(name -> values.put(name, place.node().path(name)));
        return values;
    }

    static List<Place> list(Place place, int least, int most, Problems problems) {
        if (!place.node().isArray()) {
            wrongType(place, "a list, with - in front of each entry", problems);
            return List.of();
        }
        if (place.node().size() < least || place.node().size() > most) {
            problems.fault("wrong_number", place.pointer(), "A list here has " + least + " to " + most + " entries.");
            return List.of();
        }
        return IntStream.range(0, place.node().size())
                .mapToObj(i -> new Place(place.node().path(i), place.pointer() + "/" + i))
                .toList();
    }

    /** Returns the one of these members that the object has; empty: it has none or several, which is reported. */
    Optional<Place> only(List<String> names) {
        known.addAll(names);
        List<String> there = new ArrayList<>();
        names.stream().filter(name -> !place.node().path(name).isMissingNode()).forEach(there::add);
        if (there.size() == 1) {
            return Optional.of(place.field(there.getFirst()));
        }
        if (there.isEmpty() && place.node().propertyNames().stream().anyMatch(name -> !known.contains(name))) {
            done();
        } else {
            problems.fault(
                    there.isEmpty() ? "missing_member" : "too_many_members",
                    place.pointer(),
                    (there.isEmpty()
                                    ? "Write one of "
                                    : "Here are " + String.join(" and ", there)
                                            + "; give each an entry of its own. One entry has one of ")
                            + String.join(", ", names) + ".");
        }
        return Optional.empty();
    }

    /** Reports every member that nobody has read. */
    void done() {
        place.node().propertyNames().stream()
                .filter(name -> !known.contains(name))
                .forEach(name ->
                        problems.fault("unknown_member", place.field(name).pointer(), unknown(name)));
    }

    private String unknown(String name) {
        String shown = name.length() <= 60 ? name : name.substring(0, 60) + "…";
        String near = nearest(name);
        return "There is no \"" + shown + "\" here" + (near == null ? "" : "; did you mean " + near + "?")
                + (near == null ? "; there are " : " There are ") + String.join(", ", known) + ".";
    }

    private @Nullable String nearest(String name) {
        String plain = plain(name);
        return known.stream()
                .filter(one -> plain(one).equals(plain) || (plain.length() < 40 && distance(plain, plain(one)) <= 2))
                .findFirst()
                .orElse(null);
    }

    private static String plain(String name) {
        return name.toLowerCase(Locale.ROOT).replace("_", "").replace("-", "").replace(" ", "");
    }

    /** How many characters have to be changed, added or left out to make one text of the other. */
    private static int distance(String one, String other) {
        int[] row = IntStream.rangeClosed(0, other.length()).toArray();
        for (int i = 1; i <= one.length(); i++) {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j <= other.length(); j++) {
                int change = diagonal + (one.charAt(i - 1) == other.charAt(j - 1) ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.min(change, Math.min(row[j], row[j - 1]) + 1);
            }
        }
        return row[other.length()];
    }

    static void wrongType(Place place, String wanted, Problems problems) {
        String found = place.node().getNodeType().name().toLowerCase(Locale.ROOT);
        problems.fault("wrong_type", place.pointer(), "Write " + wanted + "; this is of type " + found + ".");
    }
}

package dev.tandem.workflows.scenario.document;

import dev.tandem.workflows.document.Place;
import dev.tandem.workflows.document.Problems;
import dev.tandem.workflows.scenario.Act;
import dev.tandem.workflows.scenario.Caller;
import dev.tandem.workflows.scenario.Expectation;
import dev.tandem.workflows.scenario.Line;
import dev.tandem.workflows.scenario.Repeat;
import dev.tandem.workflows.scenario.Scenario;
import dev.tandem.workflows.scenario.ScenarioLimits;
import dev.tandem.workflows.scenario.Voice;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Reads a scenario out of JSON. */
final class ScenarioReader {

    private static final List<String> ACTS = List.of("say", "press", "wait_ms", "hang_up");

    private final Problems problems;

    ScenarioReader(Problems problems) {
        this.problems = problems;
    }

    Optional<Scenario> read(JsonNode root) {
        return Members.of(new Place(root, ""), "{name: …, caller: [{say: …}]}", problems)
                .map(this::scenario);
    }

    private Scenario scenario(Members members) {
        Scenario scenario = new Scenario(
                members.required("name", "refund needs the order number", ScenarioLimits.NAME),
                members.values("variables"),
                members.member("now").map(this::time).orElse(null),
                members.member("tools").map(this::tools).orElse(null),
                caller(members),
                members.member("voice").map(this::voice).orElse(null),
                members.member("end")
                        .map(end -> new ExpectationReader(problems, true).read(end))
                        .orElse(List.of()),
                members.member("repeat").map(this::repeat).orElse(Repeat.ONCE));
        members.done();
        return scenario;
    }

    private @Nullable OffsetDateTime time(Place place) {
        try {
            return OffsetDateTime.parse(place.node().asString(""));
        } catch (DateTimeParseException malformed) {
            problems.fault(
                    "invalid_time",
                    place.pointer(),
                    "Write a date and a time with their offset, such as 2026-11-25T10:00:00-05:00.");
            return null;
        }
    }

    private JsonNode tools(Place place) {
        if (!place.node().isObject() && !place.node().asString("").equals("real")) {
            Members.wrongType(place, "real, or an object of mocks by the tool's name", problems);
        }
        return place.node();
    }

    private Caller caller(Members members) {
        Optional<Place> script = members.member("caller");
        Optional<Place> persona = members.member("persona");
        if (script.isPresent() == persona.isPresent()) {
            problems.fault(
                    script.isPresent() ? "too_many_members" : "missing_member",
                    members.place().pointer(),
                    "Add either caller, a list of lines such as - say: Where is my order?, or persona, such as"
                            + " {goal: …}.");
        }
        if (script.isPresent() && script.get().node().isObject()) {
            return inside(script.get());
        }
        return script.<Caller>map(this::script)
                .or(() -> persona.map(this::persona))
                .orElse(new Caller.Script(List.of()));
    }

    /** {@code caller: {persona: …}}, which says the same. */
    private Caller inside(Place caller) {
        Members members = Members.of(caller, "", problems).orElseThrow();
        Optional<Place> persona = members.only(List.of("persona"));
        persona.ifPresent(_ -> members.done());
        return persona.<Caller>map(this::persona).orElse(new Caller.Script(List.of()));
    }

    private Caller.Script script(Place place) {
        return new Caller.Script(Members.list(place, 0, ScenarioLimits.LINES, problems).stream()
                .map(this::line)
                .filter(Objects::nonNull)
                .toList());
    }

    private @Nullable Line line(Place place) {
        Optional<Members> members = Members.of(place, "{say: Where is my order?}", problems);
        if (members.isEmpty()) {
            return null;
        }
        Optional<Place> expect = members.get().member("expect");
        Optional<Place> act = members.get().only(ACTS);
        if (act.isPresent()) {
            members.get().done();
        }
        List<Expectation> expected = expect.map(list -> new ExpectationReader(problems, false).read(list))
                .orElse(List.of());
        return act.map(what -> new Line(act(what), expected)).orElse(null);
    }

    private Act act(Place place) {
        String kind = place.pointer().substring(place.pointer().lastIndexOf('/') + 1);
        return switch (kind) {
            case "say" -> new Act.Say(Members.text(place, ScenarioLimits.TEXT, problems));
            case "press" -> new Act.Press(keys(place));
            case "wait_ms" -> new Act.Wait(Members.whole(place, 0, ScenarioLimits.WAIT, problems));
            case "hang_up" -> {
                if (!place.node().isBoolean() || !place.node().booleanValue()) {
                    Members.wrongType(place, "hang_up: true", problems);
                }
                yield new Act.HangUp();
            }
            default -> throw new IllegalStateException("only() let " + kind + " pass");
        };
    }

    private String keys(Place place) {
        String keys = Members.text(place, ScenarioLimits.KEYS, problems);
        if (!keys.chars().allMatch(key -> "0123456789*#ABCD".indexOf(key) >= 0)) {
            problems.fault("unknown_value", place.pointer(), "Keys are 0 to 9, *, # and A to D, such as \"12#\".");
        }
        return keys;
    }

    private Caller.Persona persona(Place place) {
        Optional<Members> read = Members.of(place, "{goal: Find out where order A1234 is.}", problems);
        if (read.isEmpty()) {
            return new Caller.Persona("", Map.of(), "", ExpectationReader.builtin(), 1);
        }
        Members members = read.get();
        Caller.Persona persona = new Caller.Persona(
                members.required("goal", "Find out where the order is.", ScenarioLimits.TEXT),
                members.member("facts").map(this::facts).orElse(Map.of()),
                members.text("style", "", ScenarioLimits.TEXT),
                members.member("model")
                        .map(model -> ExpectationReader.model(model, problems))
                        .orElse(ExpectationReader.builtin()),
                (int) members.whole("max_turns", 12, 1, ScenarioLimits.LINES));
        members.done();
        return persona;
    }

    private Map<String, String> facts(Place place) {
        Map<String, String> facts = new LinkedHashMap<>();
        Map<String, JsonNode> values = Members.values(place, problems);
        if (values.size() > ScenarioLimits.FACTS) {
            problems.fault(
                    "wrong_number", place.pointer(), "A persona knows at most " + ScenarioLimits.FACTS + " facts.");
        }
        values.forEach((name, value) -> {
            if (value.isNumber() || value.isBoolean()) {
                facts.put(name, value.asString());
            } else {
                facts.put(name, Members.text(place.field(name), ScenarioLimits.TEXT, problems));
            }
        });
        return facts;
    }

    private @Nullable Voice voice(Place place) {
        return Members.of(place, "{noise_db: 10}", problems)
                .map(members -> {
                    boolean isPhone = members.oneOf("band", List.of("wide", "phone"), "wide")
                            .equals("phone");
                    Voice voice = new Voice(
                            members.number("noise_db", Voice.NO_NOISE, -10, Voice.NO_NOISE),
                            members.number("packet_loss", 0, 0, 0.5),
                            isPhone ? Voice.Band.PHONE : Voice.Band.WIDE,
                            members.flag("pauses"),
                            members.flag("backchannels"));
                    members.done();
                    return voice;
                })
                .orElse(null);
    }

    private Repeat repeat(Place place) {
        return Members.of(place, "{runs: 5, at_least: 5, seed: 7}", problems)
                .map(members -> {
                    int runs = (int) members.whole("runs", 1, 1, ScenarioLimits.RUNS);
                    Repeat repeat = new Repeat(
                            runs,
                            (int) members.whole("at_least", runs, 1, ScenarioLimits.RUNS),
                            members.whole("seed", 0, 0, Integer.MAX_VALUE));
                    members.done();
                    if (repeat.atLeast() > runs) {
                        problems.fault(
                                "out_of_range",
                                place.field("at_least").pointer(),
                                "Of " + runs + " runs no " + repeat.atLeast() + " can pass.");
                    }
                    return repeat;
                })
                .orElse(Repeat.ONCE);
    }
}

package dev.tandem.workflows.scenario.document;

import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import dev.tandem.workflows.document.DocumentLimits;
import dev.tandem.workflows.document.Place;
import dev.tandem.workflows.document.Problems;
import dev.tandem.workflows.graph.ProviderConfig;
import dev.tandem.workflows.scenario.Expectation;
import dev.tandem.workflows.scenario.ScenarioLimits;
import dev.tandem.workflows.scenario.TextMatch;
import dev.tandem.workflows.scenario.Times;
import dev.tandem.workflows.variable.PatternSize;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

/** Reads what must be true. */
final class ExpectationReader {

    private static final List<String> KINDS = List.of(
            "said",
            "not_said",
            "tool",
            "no_tool",
            "path",
            "variables",
            "status",
            "ended_reason",
            "path_sequence",
            "agent",
            "first_sound_ms",
            "heard",
            "judge");

    private static final List<String> MATCHES = List.of("contains", "equals", "matches", "any_of");

    /** Longest time to the first sound, in ms: the longest time of a tool is less. */
    private static final long LONGEST = 600_000;

    private final Problems problems;
    private final boolean isEnd;

    /** @param isEnd whether they concern the whole call */
    ExpectationReader(Problems problems, boolean isEnd) {
        this.problems = problems;
        this.isEnd = isEnd;
    }

    List<Expectation> read(Place list) {
        return Members.list(list, 0, ScenarioLimits.EXPECTATIONS, problems).stream()
                .map(this::one)
                .filter(Objects::nonNull)
                .toList();
    }

    private @Nullable Expectation one(Place place) {
        Optional<Members> members = Members.of(place, "{said: {contains: order number}}", problems);
        Optional<Place> only = members.flatMap(entry -> entry.only(KINDS));
        members.ifPresent(entry -> only.ifPresent(_ -> entry.done()));
        return only.map(this::expectation).orElse(null);
    }

    private @Nullable Expectation expectation(Place place) {
        String kind = place.pointer().substring(place.pointer().lastIndexOf('/') + 1);
        return switch (kind) {
            case "said" -> new Expectation.Said(match(place));
            case "not_said" -> new Expectation.NotSaid(match(place));
            case "heard" -> new Expectation.Heard(match(place));
            case "tool" -> tool(place);
            case "no_tool" -> noTool(place);
            case "path" -> path(place);
            case "variables" -> new Expectation.Variables(Members.values(place, problems));
            case "status" ->
                new Expectation.Status(Members.oneOf(place, List.of("active", "completed", "dropped"), problems));
            case "ended_reason" -> new Expectation.EndedReason(name(place));
            case "path_sequence" ->
                new Expectation.PathSequence(Members.list(place, 0, ScenarioLimits.LINES, problems).stream()
                        .map(this::name)
                        .toList());
            case "agent" -> new Expectation.ActiveAgent(name(place));
            case "first_sound_ms" -> firstSound(place);
            case "judge" -> judge(place);
            default -> throw new IllegalStateException("only() let " + kind + " pass");
        };
    }

    private String name(Place place) {
        return Members.text(place, ScenarioLimits.NAME, problems);
    }

    private TextMatch match(Place place) {
        if (place.node().isString()) {
            return new TextMatch.Contains(Members.text(place, ScenarioLimits.TEXT, problems));
        }
        Optional<Members> members = Members.of(place, "{contains: order number}", problems);
        Optional<Place> only = members.flatMap(entry -> entry.only(MATCHES));
        members.ifPresent(entry -> only.ifPresent(_ -> entry.done()));
        return only.map(this::matchOf).orElse(new TextMatch.Contains(""));
    }

    private TextMatch matchOf(Place place) {
        String kind = place.pointer().substring(place.pointer().lastIndexOf('/') + 1);
        return switch (kind) {
            case "contains" -> new TextMatch.Contains(Members.text(place, ScenarioLimits.TEXT, problems));
            case "equals" -> new TextMatch.Equals(Members.text(place, ScenarioLimits.TEXT, problems));
            case "matches" -> new TextMatch.Matches(pattern(place));
            case "any_of" ->
                new TextMatch.AnyOf(Members.list(place, 1, ScenarioLimits.ALTERNATIVES, problems).stream()
                        .map(this::alternative)
                        .toList());
            default -> throw new IllegalStateException("only() let " + kind + " pass");
        };
    }

    private TextMatch alternative(Place place) {
        if (place.node().has("any_of")) {
            problems.fault("nested", place.pointer(), "Alternatives have none of their own; write them into one list.");
            return new TextMatch.Contains("");
        }
        return match(place);
    }

    private String pattern(Place place) {
        String pattern = Members.text(place, DocumentLimits.PATTERN, problems);
        if (pattern.length() <= DocumentLimits.PATTERN && PatternSize.of(pattern) > PatternSize.MOST) {
            problems.fault(
                    "pattern_too_large", place.pointer(), "The pattern repeats too much; use *, or smaller counts.");
            return "";
        }
        try {
            Pattern.compile(pattern);
            return pattern;
        } catch (PatternSyntaxException wrong) {
            problems.fault(
                    "invalid_pattern",
                    place.pointer(),
                    "The pattern does not compile (" + wrong.getDescription()
                            + "); it is RE2 syntax, without look-around and back references.");
            return "";
        }
    }

    private @Nullable Expectation tool(Place place) {
        if (place.node().isString()) {
            return new Expectation.ToolAsked(name(place), Map.of(), Times.SOME);
        }
        Optional<Members> members = Members.of(place, "{name: check_order, times: 1}", problems);
        return members.map(entry -> {
                    Expectation tool = new Expectation.ToolAsked(
                            entry.required("name", "check_order", ScenarioLimits.NAME),
                            entry.values("arguments"),
                            entry.member("times").map(this::times).orElse(Times.SOME));
                    entry.done();
                    return tool;
                })
                .orElse(null);
    }

    private Times times(Place place) {
        if (place.node().isNumber()) {
            return Times.exactly((int) Members.whole(place, 0, 1_000, problems));
        }
        Optional<Members> members = Members.of(place, "{at_least: 1, at_most: 2}, or a number", problems);
        return members.map(entry -> {
                    int least = (int) entry.whole("at_least", 0, 0, 1_000);
                    int most = (int) entry.whole("at_most", Integer.MAX_VALUE, 0, 1_000);
                    entry.done();
                    if (least > most) {
                        problems.fault("out_of_range", place.pointer(), "at_least is more than at_most.");
                    }
                    return new Times(least, most);
                })
                .orElse(Times.SOME);
    }

    /** {@code no_tool: true}: none at all. */
    private @Nullable Expectation noTool(Place place) {
        if (place.node().isBoolean() && place.node().booleanValue()) {
            return new Expectation.NoTool(null);
        }
        if (!place.node().isString()) {
            Members.wrongType(place, "a tool's name, or true: no tool at all", problems);
            return null;
        }
        return new Expectation.NoTool(name(place));
    }

    private @Nullable Expectation path(Place place) {
        Optional<Members> members = Members.of(place, "{taken: Orders}", problems);
        Optional<Place> only = members.flatMap(entry -> entry.only(List.of("offered", "taken", "refused")));
        members.ifPresent(entry -> only.ifPresent(_ -> entry.done()));
        return only.map(path -> {
                    String how = path.pointer().substring(path.pointer().lastIndexOf('/') + 1);
                    return new Expectation.PathMet(
                            switch (how) {
                                case "offered" -> Expectation.PathMet.How.OFFERED;
                                case "taken" -> Expectation.PathMet.How.TAKEN;
                                default -> Expectation.PathMet.How.REFUSED;
                            },
                            name(path));
                })
                .orElse(null);
    }

    private @Nullable Expectation firstSound(Place place) {
        Optional<Members> members = Members.of(place, "{at_most: 1500}", problems);
        return members.map(entry -> {
                    if (entry.member("at_most").isEmpty()) {
                        problems.fault("missing_member", place.pointer(), "Add at_most, such as at_most: 1500.");
                    }
                    long most = entry.whole("at_most", LONGEST, 1, LONGEST);
                    entry.done();
                    return new Expectation.FirstSound(most);
                })
                .orElse(null);
    }

    private @Nullable Expectation judge(Place place) {
        if (!isEnd) {
            problems.fault("misplaced", place.pointer(), "A model judges a whole call; move this to end.");
        }
        Optional<Members> members = Members.of(place, "{criterion: It was polite., model: openai}", problems);
        return members.map(entry -> {
                    String criterion =
                            entry.required("criterion", "The agent never promised a refund.", ScenarioLimits.TEXT);
                    if (entry.member("model").isEmpty()) {
                        problems.fault(
                                "missing_member",
                                place.pointer(),
                                "Add model, such as model: {provider: openai, model: …}: a model has to be named.");
                    }
                    ProviderConfig model = entry.member("model")
                            .map(named -> model(named, problems))
                            .orElse(named("openai"));
                    entry.done();
                    if (model.name().equals("builtin")) {
                        problems.fault(
                                "unknown_value",
                                place.pointer() + "/model",
                                "builtin judges nothing; name a language model, or leave the judge out.");
                    }
                    return new Expectation.Judged(criterion, model);
                })
                .orElse(null);
    }

    /** Reads a model: its provider's name, or an object as {@code llm} of an agent. */
    static ProviderConfig model(Place place, Problems problems) {
        if (place.node().isObject()) {
            Place provider = place.field("provider");
            if (!provider.isPresent()) {
                problems.fault("missing_member", place.pointer(), "Add provider, such as provider: openai.");
            }
            String name = provider.isPresent() ? Members.text(provider, ScenarioLimits.NAME, problems) : "";
            return new ProviderConfig(name, place.node());
        }
        return named(Members.text(place, ScenarioLimits.NAME, problems));
    }

    private static ProviderConfig named(String provider) {
        JsonNode config = JsonNodeFactory.instance.objectNode().put("provider", provider);
        return new ProviderConfig(provider, config);
    }

    /** Returns {@code builtin}, which needs no key. */
    static ProviderConfig builtin() {
        return named("builtin");
    }
}

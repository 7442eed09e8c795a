package dev.tandem.workflows.scenario.judging;

import dev.tandem.workflows.event.CallEvent;
import dev.tandem.workflows.scenario.Expectation;
import dev.tandem.workflows.scenario.TextMatch;
import dev.tandem.workflows.scenario.Times;
import dev.tandem.workflows.scenario.Verdict;
import dev.tandem.workflows.scenario.judging.CallRecord.Heard;
import dev.tandem.workflows.scenario.judging.Excerpt.Numbered;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** A part of a call that expectations concern. */
final class CallPart {

    private final Excerpt excerpt;
    private final @Nullable List<Heard> heard;
    private final Map<String, String> pathNames;

    /** @param heard what the caller heard in this part; null: the call was a chat */
    CallPart(Excerpt excerpt, @Nullable List<Heard> heard, Map<String, String> pathNames) {
        this.excerpt = excerpt;
        this.heard = heard;
        this.pathNames = pathNames;
    }

    Verdict verdict(String pointer, Expectation expectation) {
        return switch (expectation) {
            case Expectation.Said(TextMatch text) ->
                judged(pointer, "the agent's words " + text(text, true), found -> {
                    found.is("the agent said " + TextCheck.shown(excerpt.said()), null);
                    return TextCheck.fits(text, excerpt.said());
                });
            case Expectation.NotSaid(TextMatch text) ->
                judged(pointer, "nothing that the agent says " + text(text, false), found -> {
                    found.is("the agent said " + TextCheck.shown(excerpt.said()), firstLike(text));
                    return excerpt.said().isEmpty() || !TextCheck.fits(text, excerpt.said());
                });
            case Expectation.ToolAsked(String name, Map<String, JsonNode> arguments, Times times) ->
                tool(pointer, name, arguments, times);
            case Expectation.NoTool(String name) -> noTool(pointer, name);
            case Expectation.PathMet(Expectation.PathMet.How how, String path) -> path(pointer, how, path);
            case Expectation.Variables(Map<String, JsonNode> values) -> variables(pointer, values);
            case Expectation.Status(String status) ->
                equal(
                        pointer,
                        "status",
                        status,
                        ended().map(CallEvent.CallEnded::status).orElse("active"));
            case Expectation.EndedReason(String reason) ->
                equal(
                        pointer,
                        "ended_reason",
                        reason,
                        ended().map(CallEvent.CallEnded::reason).orElse("none: the call goes on"));
            case Expectation.PathSequence(List<String> paths) -> pathSequence(pointer, paths);
            case Expectation.ActiveAgent(String name) ->
                equal(
                        pointer,
                        "agent",
                        name,
                        excerpt.last(CallEvent.AgentActivated.class)
                                .map(CallEvent.AgentActivated::agent)
                                .orElse("none"));
            case Expectation.FirstSound(long atMostMs) -> firstSound(pointer, atMostMs);
            case Expectation.Heard(TextMatch text) -> heard(pointer, text);
            case Expectation.Judged judged ->
                new Verdict.Opinion(
                        pointer,
                        judged.criterion(),
                        null,
                        "No model was asked.",
                        judged.model().name());
        };
    }

    /** What was there, as a check finds it. */
    private static final class Found {

        private String what = "";
        private @Nullable Integer sequence;

        void is(String clause, @Nullable Integer event) {
            what = clause;
            sequence = event;
        }
    }

    private interface Check {
        boolean passes(Found found);
    }

    private Verdict judged(String pointer, String expected, Check check) {
        Found found = new Found();
        return check.passes(found)
                ? new Verdict.Passed(pointer, expected)
                : new Verdict.Failed(pointer, expected, found.what, excerpt.where(found.sequence));
    }

    /** {@code contain "order number"}, in agreement with its subject. */
    private static String text(TextMatch match, boolean isPlural) {
        return isPlural
                ? match.toString()
                        .replaceFirst("^contains", "contain")
                        .replaceFirst("^equals", "equal")
                        .replaceFirst("^matches", "match")
                : match.toString();
    }

    private @Nullable Integer firstLike(TextMatch text) {
        return excerpt.all(CallEvent.ReplySpoken.class).stream()
                .filter(reply -> TextCheck.fits(text, List.of(reply.event().text())))
                .map(Numbered::sequence)
                .findFirst()
                .orElse(null);
    }

    private Verdict equal(String pointer, String what, String wanted, String there) {
        return judged(pointer, what + " is " + wanted, found -> {
            found.is(what + " is " + there, null);
            return wanted.equals(there);
        });
    }

    private Optional<CallEvent.CallEnded> ended() {
        return excerpt.last(CallEvent.CallEnded.class);
    }

    private Verdict tool(String pointer, String name, Map<String, JsonNode> arguments, Times times) {
        String with = arguments.isEmpty() ? "" : " with " + shown(arguments);
        return judged(pointer, "the tool " + name + " is asked " + times + with, found -> {
            List<Numbered<CallEvent.ToolStarted>> asked = excerpt.all(CallEvent.ToolStarted.class).stream()
                    .filter(one -> one.event().name().equals(name))
                    .toList();
            found.is(
                    asked.isEmpty() ? "it was not asked; " + toolsAsked() : "it was asked with " + argumentsOf(asked),
                    asked.isEmpty() ? null : asked.getFirst().sequence());
            return times.include((int) asked.stream()
                    .filter(one -> JsonCheck.has(arguments, one.event().arguments()))
                    .count());
        });
    }

    private Verdict noTool(String pointer, @Nullable String name) {
        String expected = name == null ? "no tool is asked" : "the tool " + name + " is not asked";
        return judged(pointer, expected, found -> {
            List<Numbered<CallEvent.ToolStarted>> asked = excerpt.all(CallEvent.ToolStarted.class).stream()
                    .filter(one -> name == null || one.event().name().equals(name))
                    .toList();
            if (!asked.isEmpty()) {
                found.is(
                        asked.getFirst().event().name() + " was asked with " + argumentsOf(asked),
                        asked.getFirst().sequence());
            }
            return asked.isEmpty();
        });
    }

    private String toolsAsked() {
        List<Numbered<CallEvent.ToolStarted>> all = excerpt.all(CallEvent.ToolStarted.class);
        return all.isEmpty()
                ? "no tool was"
                : "these were: "
                        + all.stream().map(one -> one.event().name()).distinct().collect(Collectors.joining(", "));
    }

    private static String argumentsOf(List<Numbered<CallEvent.ToolStarted>> asked) {
        return asked.stream()
                .map(one -> one.event().arguments().toString())
                .limit(5)
                .collect(Collectors.joining(", then "));
    }

    private static String shown(Map<String, JsonNode> values) {
        return values.entrySet().stream()
                .map(one -> one.getKey() + " " + one.getValue())
                .collect(Collectors.joining(", "));
    }

    private Verdict path(String pointer, Expectation.PathMet.How how, String path) {
        return judged(pointer, "the path " + path + " is " + how.documentName(), found -> switch (how) {
            case OFFERED -> isOffered(path, found);
            case TAKEN -> isTaken(path, found);
            case REFUSED -> isRefused(path, found);
        });
    }

    private boolean isOffered(String path, Found found) {
        List<String> offered = new ArrayList<>();
        List<String> withheld = new ArrayList<>();
        for (Numbered<CallEvent.PathOffered> one : excerpt.all(CallEvent.PathOffered.class)) {
            one.event().paths().forEach(id -> offered.add(nameOf(id)));
            one.event().withheld().stream()
                    .filter(hidden ->
                            hidden.path().equals(path) || hidden.pathId().equals(path))
                    .forEach(hidden -> withheld.add(
                            hidden.reason() == null ? "its guard is false (" + hidden.guard() + ")" : hidden.reason()));
        }
        found.is(
                withheld.isEmpty()
                        ? "offered were: " + listed(offered)
                        : "it was withheld: " + String.join("; ", withheld),
                null);
        return offered.contains(path) || offered.contains(nameOf(path));
    }

    private boolean isTaken(String path, Found found) {
        List<Numbered<CallEvent.PathTaken>> taken = excerpt.all(CallEvent.PathTaken.class);
        List<String> rejected = rejections(path);
        found.is(
                "taken were: "
                        + listed(taken.stream().map(one -> one.event().path()).toList())
                        + (rejected.isEmpty() ? "" : "; it was refused: " + String.join("; ", rejected)),
                taken.isEmpty() ? null : taken.getFirst().sequence());
        return taken.stream()
                .anyMatch(one ->
                        one.event().path().equals(path) || one.event().pathId().equals(path));
    }

    private boolean isRefused(String path, Found found) {
        List<Numbered<CallEvent.PathRejected>> rejected = excerpt.all(CallEvent.PathRejected.class);
        List<String> taken = excerpt.all(CallEvent.PathTaken.class).stream()
                .map(one -> one.event().path())
                .toList();
        found.is(
                "refused were: "
                        + listed(rejected.stream()
                                .map(one -> nameOf(one.event().pathId()))
                                .toList())
                        + (taken.isEmpty() ? "" : "; taken were: " + listed(taken)),
                rejected.isEmpty() ? null : rejected.getFirst().sequence());
        return !rejections(path).isEmpty();
    }

    private List<String> rejections(String path) {
        return excerpt.all(CallEvent.PathRejected.class).stream()
                .map(Numbered::event)
                .filter(one -> path.equals(one.path()) || path.equals(one.pathId()))
                .map(one -> one.why() == null ? "no reason was recorded" : one.why())
                .toList();
    }

    private String nameOf(String pathId) {
        return pathNames.getOrDefault(pathId, pathId);
    }

    private static String listed(List<String> names) {
        return names.isEmpty() ? "none" : names.stream().distinct().collect(Collectors.joining(", "));
    }

    private Verdict pathSequence(String pointer, List<String> paths) {
        return judged(
                pointer, "the paths taken are " + (paths.isEmpty() ? "none" : String.join(", ", paths)), found -> {
                    List<CallEvent.PathTaken> taken = excerpt.all(CallEvent.PathTaken.class).stream()
                            .map(Numbered::event)
                            .filter(one -> !one.by().equals(CallEvent.PathTaken.ROUTED))
                            .toList();
                    List<String> names =
                            taken.stream().map(CallEvent.PathTaken::path).toList();
                    found.is("they are " + (names.isEmpty() ? "none" : String.join(", ", names)), null);
                    return names.equals(paths)
                            || taken.stream()
                                    .map(CallEvent.PathTaken::pathId)
                                    .toList()
                                    .equals(paths);
                });
    }

    private Verdict variables(String pointer, Map<String, JsonNode> values) {
        String expected = values.entrySet().stream()
                .map(one -> one.getKey() + (one.getValue().isNull() ? " is unknown" : " is " + one.getValue()))
                .collect(Collectors.joining(", "));
        return judged(pointer, expected, found -> {
            Map<String, JsonNode> known = excerpt.variables();
            List<String> other = values.entrySet().stream()
                    .filter(one -> !JsonCheck.same(one.getValue(), known.get(one.getKey())))
                    .map(one -> known.containsKey(one.getKey())
                            ? one.getKey() + " is " + known.get(one.getKey())
                            : one.getKey() + " is unknown" + refusal(one.getKey()))
                    .toList();
            found.is(String.join(", ", other), null);
            return other.isEmpty();
        });
    }

    private String refusal(String variable) {
        return excerpt.all(CallEvent.VariableRefused.class).stream()
                .map(Numbered::event)
                .filter(refused -> refused.name().equals(variable))
                .map(refused -> " (" + refused.value() + " was refused: it " + refused.reason() + ")")
                .collect(Collectors.joining());
    }

    private Verdict firstSound(String pointer, long atMostMs) {
        String expected = "the first sound comes within " + atMostMs + " ms";
        OptionalDouble recorded = heard == null
                ? slowest(excerpt.all(CallEvent.ReplySpoken.class).stream()
                        .map(reply -> reply.event().ms().firstSound()))
                : slowest(heard.stream().map(Heard::firstSoundMs));
        if (recorded.isEmpty() && heard == null) {
            return new Verdict.NotJudged(pointer, expected, "a chat has no sound");
        }
        return judged(pointer, expected, found -> {
            found.is(
                    recorded.isEmpty()
                            ? "nothing was heard"
                            : "it came after " + Math.round(recorded.getAsDouble()) + " ms",
                    null);
            return recorded.isPresent() && recorded.getAsDouble() <= atMostMs;
        });
    }

    private static OptionalDouble slowest(Stream<Double> ms) {
        return ms.mapToDouble(Double::doubleValue).filter(one -> one >= 0).max();
    }

    private Verdict heard(String pointer, TextMatch text) {
        String expected = "what the caller hears " + text(text, false);
        if (heard == null) {
            return new Verdict.NotJudged(pointer, expected, "nobody hears a chat");
        }
        List<String> texts =
                heard.stream().map(Heard::text).filter(one -> !one.isBlank()).toList();
        return judged(pointer, expected, found -> {
            found.is("the caller heard " + TextCheck.shown(texts), null);
            return TextCheck.fits(text, texts);
        });
    }
}

package dev.tandem.workflows.replay;

import dev.tandem.workflows.event.CallEvent;
import dev.tandem.workflows.protocol.ToolCall;
import dev.tandem.workflows.protocol.ToolRequest;
import dev.tandem.workflows.replay.Divergence.Kind;
import dev.tandem.workflows.rules.Action;
import dev.tandem.workflows.rules.Action.Arm;
import dev.tandem.workflows.rules.Action.EndCall;
import dev.tandem.workflows.rules.Action.RunTools;
import dev.tandem.workflows.rules.Action.Transfer;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Compares what two versions make of the same cue, and names the first difference of every kind and subject. */
final class Comparison {

    /** A report has this many divergences at most; the first ones say what is wrong. */
    private static final int MOST = 20;

    private final Player recorded;
    private final Player other;
    private final ToolSchemas schemas;
    private final List<Divergence> divergences = new ArrayList<>();
    private int turn;
    private String agentId = "";
    private boolean parted;

    Comparison(Player recorded, Player other, ToolSchemas schemas) {
        this.recorded = recorded;
        this.other = other;
        this.schemas = schemas;
    }

    List<Divergence> divergences() {
        return divergences;
    }

    /** Returns whether the calls have gone different ways. */
    boolean parted() {
        return parted;
    }

    /** Notes where the recorded call stands before a cue. */
    void before() {
        turn = recorded.state().turn();
        agentId = recorded.state().agentId();
    }

    /** Compares what the cue has led to. */
    void after() {
        variables();
        moves();
        if (!parted) {
            next(recorded.next(), other.next());
        }
    }

    private void variables() {
        Map<String, String> expected = told(recorded.events());
        Map<String, String> found = told(other.events());
        Set<String> names = new LinkedHashSet<>(expected.keySet());
        names.addAll(found.keySet());
        for (String name : names) {
            String was = expected.get(name);
            String is = found.get(name);
            if (was == null || !was.equals(is)) {
                note(
                        Kind.VARIABLE,
                        name,
                        was == null ? "\"" + name + "\" stayed as it was." : was,
                        is == null ? unchanged(name) : is,
                        false);
            }
        }
    }

    private String unchanged(String name) {
        return other.state().call().graph().declaration(name).isEmpty()
                ? "The version has no variable \"" + name + "\"."
                : "\"" + name + "\" stays as it was.";
    }

    private static Map<String, String> told(List<CallEvent> events) {
        Map<String, String> told = new LinkedHashMap<>();
        for (CallEvent event : events) {
            if (event instanceof CallEvent.VariableCollected one) {
                String confirmed = one.confirmed() ? ", confirmed" : "";
                told.put(
                        one.name(),
                        "\"" + one.name() + "\" became " + one.value() + " ("
                                + one.source().wireName() + confirmed + ").");
            } else if (event instanceof CallEvent.VariableRefused one) {
                told.put(one.name(), "\"" + one.name() + "\" was refused: it " + one.reason() + ".");
            }
        }
        return told;
    }

    private void moves() {
        List<Step> expected = Step.of(recorded.events());
        List<Step> found = Step.of(other.events());
        int most = Math.max(expected.size(), found.size());
        for (int at = 0; at < most && !parted; at++) {
            CallEvent was = at < expected.size() ? expected.get(at).event() : null;
            CallEvent is = at < found.size() ? found.get(at).event() : null;
            boolean alike = was != null
                    && is != null
                    && expected.get(at).key().equals(found.get(at).key());
            if (!alike) {
                part(was, is);
            } else if (was instanceof CallEvent.PathRejected before && is instanceof CallEvent.PathRejected now) {
                reasons(before, now);
            }
        }
    }

    private void part(@Nullable CallEvent was, @Nullable CallEvent is) {
        if (is instanceof CallEvent.PathRejected rejected) {
            note(Moves.kind(rejected), rejected.pathId(), sentence(was, other), sentence(is, other), true);
        } else if (was instanceof CallEvent.PathRejected rejected) {
            note(Moves.kind(rejected), rejected.pathId(), sentence(was, recorded), sentence(is, recorded), true);
        } else if (was instanceof CallEvent.PathTaken taken) {
            Kind kind = is instanceof CallEvent.PathTaken now && now.pathId().equals(taken.pathId())
                    ? Kind.PATH
                    : Moves.kindOf(other.state(), taken.pathId());
            String found = is == null || kind != Kind.PATH ? Moves.whyNot(other.state(), taken) : sentence(is, other);
            note(kind, taken.pathId(), sentence(was, recorded), found, true);
        } else if (is instanceof CallEvent.PathTaken taken) {
            Kind kind = Moves.kindOf(recorded.state(), taken.pathId());
            note(kind, taken.pathId(), Moves.whyNot(recorded.state(), taken), sentence(is, other), true);
        } else if (was instanceof CallEvent.AgentActivated || is instanceof CallEvent.AgentActivated) {
            note(Kind.AGENT, "", sentence(was, recorded), sentence(is, other), true);
        } else if (was instanceof CallEvent.OfOperator || is instanceof CallEvent.OfOperator) {
            note(Kind.PATH, "", sentence(was, recorded), sentence(is, other), true);
        } else {
            note(Kind.OFFER, "", sentence(was, recorded), sentence(is, other), true);
        }
    }

    private void reasons(CallEvent.PathRejected was, CallEvent.PathRejected is) {
        boolean same = was.missing().equals(is.missing())
                && was.invalid().keySet().equals(is.invalid().keySet())
                && (was.guard() == null) == (is.guard() == null)
                && (was.reason() == null) == (is.reason() == null);
        if (!same) {
            note(Moves.kind(is), is.pathId(), sentence(was, recorded), sentence(is, other), false);
        }
    }

    private static String sentence(@Nullable CallEvent event, Player player) {
        return player.hide(Moves.sentence(event));
    }

    private void next(Action was, Action is) {
        if (was instanceof RunTools ran && is instanceof RunTools runs) {
            tools(ran, runs);
        } else if (was instanceof Arm armed && is instanceof Arm arms) {
            boolean alike = armed.todo().getClass().equals(arms.todo().getClass());
            if (!alike) {
                note(
                        armed.isLast() || arms.isLast() ? Kind.END : Kind.OFFER,
                        "",
                        Moves.sentence(was),
                        Moves.sentence(is),
                        true);
            } else if (recorded.state().agentId().equals(other.state().agentId())) {
                Offered.between(recorded.state(), armed, other.state(), arms)
                        .forEach(one -> note(one.kind(), one.pathId(), one.expected(), one.found(), false));
            }
        } else {
            boolean alike = was instanceof EndCall ? was.equals(is) : was instanceof Transfer && is instanceof Transfer;
            if (!alike) {
                Kind kind = was instanceof EndCall || is instanceof EndCall ? Kind.END : Kind.PATH;
                note(kind, "", Moves.sentence(was), Moves.sentence(is), true);
            }
        }
    }

    private void tools(RunTools was, RunTools is) {
        for (ToolCall call : was.calls()) {
            Optional<ToolRequest> ran = request(was, call.key());
            Optional<ToolRequest> runs = request(is, call.key());
            if (ran.isPresent() && runs.isEmpty()) {
                note(
                        Kind.TOOL,
                        call.name(),
                        "The tool \"" + call.name() + "\" ran.",
                        ToolSchemas.gone(other.state().agent(), ran.get().tool()),
                        true);
            } else if (ran.isEmpty() && runs.isPresent()) {
                note(Kind.TOOL, call.name(), "The agent had no tool \"" + call.name() + "\".", "It has one.", true);
            } else if (runs.isPresent()) {
                schemas.misfit(ran.orElseThrow().tool(), runs.get().tool(), call.arguments())
                        .ifPresent(why -> {
                            other.refuse(call.key(), why);
                            note(
                                    Kind.TOOL_SCHEMA,
                                    call.name(),
                                    "The tool \"" + call.name() + "\" took its arguments.",
                                    other.hide(why),
                                    true);
                        });
            }
        }
    }

    private static Optional<ToolRequest> request(RunTools run, String key) {
        return run.requests().stream()
                .filter(one -> one.call().key().equals(key))
                .findFirst();
    }

    private void note(Kind kind, String subject, String expected, String found, boolean decisive) {
        Divergence divergence = new Divergence(turn, kind, agentId, subject, expected, found, decisive);
        if ((decisive || divergences.size() < MOST) && divergences.stream().noneMatch(divergence::isLike)) {
            divergences.add(divergence);
        }
        parted |= decisive;
    }
}

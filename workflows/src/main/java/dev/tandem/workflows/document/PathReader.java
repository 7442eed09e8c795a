package dev.tandem.workflows.document;

import com.google.re2j.Pattern;
import dev.tandem.workflows.graph.Context;
import dev.tandem.workflows.graph.Path;
import dev.tandem.workflows.graph.PathEvent;
import dev.tandem.workflows.graph.Target;
import dev.tandem.workflows.graph.Trigger;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads the paths that lead away from an agent. */
final class PathReader {

    private static final List<String> KINDS = List.of("intent", "expression", "event", "always");
    private static final Pattern CONTEXT = Pattern.compile("all|last:[1-9][0-9]{0,3}|messages|summary|none");

    private final Identities identities;
    private final VariableReader variables;

    PathReader(Identities identities, VariableReader variables) {
        this.identities = identities;
        this.variables = variables;
    }

    List<Path> readAll(List<FieldReader> places) {
        List<Path> paths = new ArrayList<>();
        for (FieldReader place : places) {
            paths.add(read(place));
        }
        return paths;
    }

    private Path read(FieldReader place) {
        String guard = place.optionalText("guard_condition", DocumentLimits.SENTENCES);
        Path path = new Path(
                identities.required(Identities.Kind.PATH, place),
                place.requiredText("name", DocumentLimits.NAME),
                place.text("description", "", DocumentLimits.SENTENCES),
                trigger(place),
                target(place),
                guard == null || guard.isBlank() ? null : guard,
                variables.readAll(place.objects("required_variables", DocumentLimits.VARIABLES)),
                place.whole("priority", 0, -1_000_000, 1_000_000),
                context(place),
                place.optionalText("say", DocumentLimits.SENTENCES),
                onReject(place),
                place.whole("max_visits", Path.ANY_NUMBER, 1, 1_000_000),
                place.flag("global", false),
                place.whole("cooldown_turns", 2, 0, 1_000_000));
        place.free("metadata");
        place.done();
        return path;
    }

    private Target target(FieldReader place) {
        boolean leadsToAgent = place.value("target_agent_id").isPresent();
        boolean leadsElsewhere = place.value("target").isPresent();
        if (leadsToAgent == leadsElsewhere) {
            place.fault(
                    leadsToAgent ? "target" : "target_agent_id",
                    "ambiguous_target",
                    "A path has exactly one of target_agent_id and target; "
                            + (leadsToAgent ? "remove one." : "add one."));
        }
        if (leadsToAgent) {
            String id = place.requiredText("target_agent_id", DocumentLimits.NAME);
            if (!id.isBlank()) {
                identities.refer(Identities.Kind.AGENT, id, place, "target_agent_id");
            }
            return new Target.ToAgent(id);
        }
        if (leadsElsewhere) {
            outside(place.object("target"), place);
        }
        return new Target.End();
    }

    private static void outside(FieldReader target, FieldReader place) {
        boolean end = target.flag("end", false);
        boolean sip = target.value("sip").isPresent();
        boolean human = target.value("human").isPresent();
        if (!end && (sip || human)) {
            place.fault(
                    "target",
                    "unsupported",
                    "This build does not transfer calls to numbers or people; use target_agent_id or {\"end\": true}.");
        } else if (!end || sip || human) {
            place.fault("target", "unknown_value", "A target must be {\"end\": true}; or use target_agent_id.");
        }
        target.done();
    }

    /** Reads a trigger. A faulty one is read as an intent, because the document is refused in any case. */
    private static Trigger trigger(FieldReader place) {
        String kind = place.oneOf("kind", "intent", KINDS);
        String event = place.optionalText("event", DocumentLimits.NAME);
        if (event != null && !kind.equals("event")) {
            place.fault("event", "unknown_value", "\"event\" goes only with \"kind\": \"event\"; remove one.");
        }
        return switch (kind) {
            case "expression" -> new Trigger.Expression();
            case "always" -> new Trigger.Always();
            case "event" -> event(place, event);
            default -> new Trigger.Intent();
        };
    }

    private static Trigger event(FieldReader place, @Nullable String event) {
        if (event == null) {
            place.fault("event", "missing_field", "A path of kind event must name the event; add \"event\".");
            return new Trigger.Intent();
        }
        Optional<PathEvent> known = PathEvent.of(event);
        if (known.isEmpty()) {
            place.fault("event", "unknown_value", "\"event\" must be " + PathEvent.FORMS + ".");
            return new Trigger.Intent();
        }
        return new Trigger.Event(known.get());
    }

    private static Context context(FieldReader place) {
        String context = place.text("context", "all", DocumentLimits.NAME);
        if (CONTEXT.matches(context)) {
            return Context.of(context);
        }
        place.fault("context", "unknown_value", "\"context\" must be all, last:<turns>, messages, summary or none.");
        return new Context.All();
    }

    private @Nullable String onReject(FieldReader place) {
        String fallback = place.optionalText("on_reject", DocumentLimits.NAME);
        if (fallback != null) {
            identities.refer(Identities.Kind.PATH, fallback, place, "on_reject");
        }
        return fallback;
    }
}

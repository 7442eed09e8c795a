package dev.tandem.workflows.document;

import dev.tandem.workflows.graph.Agent;
import dev.tandem.workflows.graph.AgentGraph;
import dev.tandem.workflows.graph.Limits;
import dev.tandem.workflows.guard.Guards;
import dev.tandem.workflows.variable.DataType;
import dev.tandem.workflows.variable.Variable;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.IllformedLocaleException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Reads a whole document. */
final class DocumentReader {

    /** The JDK builds this set anew at each call, so it is kept. */
    private static final Set<String> TIME_ZONES = ZoneId.getAvailableZoneIds();

    private final Problems problems;
    private final Identities identities = new Identities();

    DocumentReader(Problems problems) {
        this.problems = problems;
    }

    /** Reads the graph. It may be used only if no fault was found. */
    AgentGraph read(JsonNode document) {
        FieldReader root = new FieldReader(document, "", problems);
        int schemaVersion =
                root.whole("schema_version", DocumentSchema.VERSION, DocumentSchema.VERSION, DocumentSchema.VERSION);
        List<Variable> variables =
                new VariableReader(List.of()).readAll(root.objects("variables", DocumentLimits.VARIABLES));
        List<Agent> agents = agents(root, new VariableReader(variables));
        String language = language(root);
        boolean anybody =
                root.oneOf("sources", "stated", List.of("stated", "any")).equals("any");
        AgentGraph graph = new AgentGraph(
                schemaVersion,
                entry(root, agents),
                language,
                timeZone(root),
                limits(root.object("limits")),
                variables,
                agents,
                guards(variables, agents),
                PhraseReader.read(root.object("phrases"), language),
                AgentGraph.sources(anybody, variables, agents));
        root.done();
        identities.check();
        return graph;
    }

    private static Guards guards(List<Variable> variables, List<Agent> agents) {
        Map<String, DataType> types = new HashMap<>();
        AgentGraph.declarations(variables, agents).forEach((name, variable) -> types.put(name, variable.dataType()));
        return new Guards(types);
    }

    private List<Agent> agents(FieldReader root, VariableReader variables) {
        AgentReader reader = new AgentReader(identities, variables);
        List<Agent> agents = new ArrayList<>();
        for (FieldReader place : root.objects("agents", DocumentLimits.AGENTS)) {
            if (!problems.isFull()) {
                agents.add(reader.read(place));
            }
        }
        boolean noneWritten = root.value("agents")
                .map(value -> value.isArray() && value.isEmpty())
                .orElse(true);
        if (noneWritten) {
            root.fault("agents", "no_agent", "No agent would answer a call; add at least one to \"agents\".");
        }
        return agents;
    }

    private String entry(FieldReader root, List<Agent> agents) {
        if (root.value("entry_agent_id").isEmpty()) {
            return agents.isEmpty() ? "" : agents.getFirst().id();
        }
        String id = root.requiredText("entry_agent_id", DocumentLimits.NAME);
        if (!id.isBlank()) {
            identities.refer(Identities.Kind.AGENT, id, root, "entry_agent_id");
        }
        return id;
    }

    private static String language(FieldReader root) {
        String language = root.text("language", "en-US", DocumentLimits.NAME);
        try {
            return new Locale.Builder().setLanguageTag(language).build().toLanguageTag();
        } catch (IllformedLocaleException notATag) {
            root.fault("language", "unknown_value", "\"language\" must be a BCP 47 tag such as en-US.");
            return language;
        }
    }

    private static @Nullable String timeZone(FieldReader root) {
        String zone = root.optionalText("time_zone", DocumentLimits.NAME);
        if (zone != null && !TIME_ZONES.contains(zone)) {
            root.fault("time_zone", "unknown_value", "\"time_zone\" must be an IANA zone such as Europe/Vienna.");
        }
        return zone;
    }

    private static Limits limits(FieldReader place) {
        Limits standard = Limits.DEFAULT;
        Limits limits = new Limits(
                place.whole("max_call_seconds", standard.maxCallSeconds(), 1, 86_400),
                // A turn costs about 12 history events, and a history ends at 51,200.
                place.whole("max_turns", standard.maxTurns(), 1, 2_000),
                place.whole("silence_timeout_seconds", standard.silenceTimeoutSeconds(), 1, 3_600),
                place.whole("max_tool_steps", standard.maxToolSteps(), 0, 20),
                place.whole("router_hops", standard.routerHops(), 0, 20));
        place.done();
        return limits;
    }
}

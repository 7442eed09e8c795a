package dev.tandem.workflows.document.upcast;

import java.util.Map;
import tools.jackson.databind.node.ObjectNode;

/**
 * Converts documents that are older than {@code phrases}, than {@code ask} and {@code source} of variables, and than
 * {@code collects} of agents. They keep the sentences of their language, and the sources that their variables had:
 * anybody could tell any of them, and the last value counted. That is said once for the whole document, because a
 * published document of almost 1 MiB must not grow beyond it.
 *
 * <p>Fields of these names had no effect and could hold anything: they are kept under other names, so that they still
 * have no effect.
 */
final class FromVersion1 implements Upcaster {

    private static final Map<String, String> SET_ASIDE =
            Map.of("phrases", "phrases_of_version_1", "sources", "sources_of_version_1");
    private static final Map<String, String> AGENT = Map.of("collects", "collects_of_version_1");
    private static final Map<String, String> VARIABLE =
            Map.of("ask", "ask_of_version_1", "source", "source_of_version_1");

    @Override
    public int from() {
        return 1;
    }

    @Override
    public ObjectNode lift(ObjectNode document) {
        ObjectNode lifted = Members.renamed(document, SET_ASIDE);
        lifted.put("sources", "any");
        Members.changeEach(lifted, "variables", FromVersion1::variable);
        Members.changeEach(lifted, "agents", FromVersion1::agent);
        return lifted;
    }

    private static ObjectNode agent(ObjectNode agent) {
        ObjectNode lifted = Members.renamed(agent, AGENT);
        Members.changeEach(lifted, "paths", FromVersion1::path);
        return lifted;
    }

    private static ObjectNode path(ObjectNode path) {
        ObjectNode lifted = Members.renamed(path, Map.of());
        Members.changeEach(lifted, "required_variables", FromVersion1::variable);
        return lifted;
    }

    private static ObjectNode variable(ObjectNode variable) {
        return Members.renamed(variable, VARIABLE);
    }
}

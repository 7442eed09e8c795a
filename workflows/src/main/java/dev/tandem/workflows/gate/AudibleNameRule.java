package dev.tandem.workflows.gate;

import dev.tandem.workflows.document.Problems;
import dev.tandem.workflows.graph.Agent;
import dev.tandem.workflows.graph.AgentGraph;
import dev.tandem.workflows.graph.Path;
import dev.tandem.workflows.graph.Trigger;
import java.text.Normalizer;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Warns of paths whose names a caller cannot tell apart by ear, because an agent asks "shall I put you through to this,
 * or that?" with these names. Marks, case and spaces are not heard, and neither is a leading "to".
 */
final class AudibleNameRule implements PublishGate.GraphRule {

    @Override
    public void check(AgentGraph graph, Workspace workspace, Problems problems) {
        for (int a = 0; a < graph.agents().size(); a++) {
            check(graph, graph.agents().get(a), "/agents/" + a + "/paths/", problems);
        }
    }

    private static void check(AgentGraph graph, Agent agent, String pointer, Problems problems) {
        Map<String, String> heard = new HashMap<>();
        graph.globalPaths().stream()
                .filter(path -> isOffered(path) && agent.path(path.id()).isEmpty())
                .forEach(path -> heard.putIfAbsent(sound(path.name()), path.name()));
        List<Path> paths = agent.paths();
        for (int p = 0; p < paths.size(); p++) {
            Path path = paths.get(p);
            if (!isOffered(path)) {
                continue;
            }
            String sound = sound(path.name());
            String same = heard.putIfAbsent(sound, path.name());
            if (sound.isEmpty()) {
                problems.warning(
                        "same_to_the_ear",
                        pointer + p + "/name",
                        "Nobody can say the name \"" + path.name() + "\"; use words that a caller hears.");
            } else if (same != null) {
                problems.warning(
                        "same_to_the_ear",
                        pointer + p + "/name",
                        "By ear, \"" + path.name() + "\" is the same as \"" + same
                                + "\", which the agent offers too; give one of them another name.");
            }
        }
    }

    /** Returns whether callers may hear the name: only paths of this kind are proposed by a model. */
    private static boolean isOffered(Path path) {
        return path.trigger() instanceof Trigger.Intent;
    }

    /** Returns what is heard of a name. */
    static String sound(String name) {
        return Normalizer.normalize(name, Normalizer.Form.NFKC)
                .toLowerCase(Locale.ROOT)
                .replace("&", " and ")
                .strip()
                .replaceFirst("^(?:back )?to ", "")
                .replaceAll("[^\\p{L}\\p{M}\\p{N}]+", "");
    }
}

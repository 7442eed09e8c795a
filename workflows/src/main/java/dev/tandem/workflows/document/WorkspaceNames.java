package dev.tandem.workflows.document;

import dev.tandem.workflows.graph.ProviderKind;
import dev.tandem.workflows.graph.Template;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/** Finds the workspace variables that a configuration names as {@code {{workspace.NAME}}}. */
public final class WorkspaceNames {

    /** The first step of the dotted name in a template. */
    public static final String WORKSPACE = "workspace";

    private static final String PREFIX = WORKSPACE + ".";

    private WorkspaceNames() {}

    /** Returns whether a template's dotted name means a workspace variable. */
    public static boolean isOne(String dotted) {
        return dotted.startsWith(PREFIX);
    }

    /** Returns the variable that such a name means. */
    public static String variable(String dotted) {
        return dotted.substring(PREFIX.length());
    }

    /** Returns the names in the strings of a value, at any depth. */
    public static Set<String> in(JsonNode value) {
        return new Place(value, "")
                .descendants()
                .filter(place -> place.node().isString())
                .flatMap(place -> templated(place.node().stringValue()))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** Returns the names in the configs of a document's tools and providers: the places where a secret may stand. */
    public static Set<String> inConfigs(JsonNode document) {
        return new Place(document, "")
                .field("agents")
                .entries()
                .flatMap(WorkspaceNames::configs)
                .map(config -> in(config.node()))
                .flatMap(Collection::stream)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static Stream<Place> configs(Place agent) {
        return Stream.concat(
                Arrays.stream(ProviderKind.values()).map(kind -> agent.field(kind.field())),
                agent.field("tools").entries().map(tool -> tool.field("config")));
    }

    private static Stream<String> templated(String text) {
        List<String> names =
                Template.read(text) instanceof Template.Reading.Sound(Template template) ? template.names() : List.of();
        return names.stream().filter(WorkspaceNames::isOne).map(WorkspaceNames::variable);
    }
}

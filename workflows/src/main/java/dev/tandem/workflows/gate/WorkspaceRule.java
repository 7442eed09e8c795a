package dev.tandem.workflows.gate;

import dev.tandem.workflows.document.Place;
import dev.tandem.workflows.document.Problems;
import dev.tandem.workflows.document.WorkspaceNames;
import dev.tandem.workflows.graph.ProviderKind;
import dev.tandem.workflows.graph.Template;
import java.util.Arrays;
import java.util.List;

/** Checks that every workspace variable that a config names exists, and that a provider's config names nothing else. */
final class WorkspaceRule {

    void check(Place document, Workspace workspace, Problems problems) {
        document.field("agents").entries().forEach(agent -> {
            agent.field("tools")
                    .entries()
                    .flatMap(tool -> tool.field("config").descendants())
                    .forEach(place -> checkNames(place, workspace, problems));
            Arrays.stream(ProviderKind.values())
                    .flatMap(kind -> agent.field(kind.field()).descendants())
                    .forEach(place -> checkProvider(place, workspace, problems));
        });
    }

    private static void checkNames(Place place, Workspace workspace, Problems problems) {
        names(place).stream()
                .filter(WorkspaceNames::isOne)
                .filter(name -> !isThere(name, workspace))
                .forEach(name -> missing(name, place.pointer(), problems));
    }

    private static void checkProvider(Place place, Workspace workspace, Problems problems) {
        if (place.node().isString()
                && Template.read(place.node().stringValue()) instanceof Template.Reading.Malformed(String message)) {
            problems.fault("malformed_template", place.pointer(), message);
        }
        checkNames(place, workspace, problems);
        names(place).stream()
                .filter(name -> !WorkspaceNames.isOne(name))
                .forEach(name -> problems.fault(
                        "unresolved_template",
                        place.pointer(),
                        "{{" + name
                                + "}} is not a workspace variable, and a provider's config takes nothing else; write"
                                + " {{workspace.NAME}}."));
    }

    static void missing(String name, String pointer, Problems problems) {
        problems.fault(
                "unresolved_template",
                pointer,
                "{{" + name + "}} names a workspace variable that is not set; set it under"
                        + " /api/workspace-variables, for this workflow or the whole organization.");
    }

    private static boolean isThere(String name, Workspace workspace) {
        String variable = WorkspaceNames.variable(name);
        return workspace.settings().containsKey(variable) || workspace.secrets().contains(variable);
    }

    private static List<String> names(Place place) {
        return place.node().isString()
                        && Template.read(place.node().stringValue())
                                instanceof Template.Reading.Sound(Template template)
                ? template.names()
                : List.of();
    }
}

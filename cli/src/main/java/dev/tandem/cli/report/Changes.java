package dev.tandem.cli.report;

import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;

/**
 * The API's diff of two configurations, in lines.
 *
 * @param lines without indentation of their own beyond two spaces for a field
 */
public record Changes(List<String> lines, int added, int changed, int removed) {

    private static final int SHOWN = 100;

    public static Changes of(JsonNode diff) {
        List<String> lines = new ArrayList<>();
        diff.path("document").forEach(field -> lines.add("~ " + field(field)));
        int added = 0;
        int removed = 0;
        int changed = diff.path("document").size();
        for (String kind : List.of("agents", "tools", "paths", "variables")) {
            String one = kind.substring(0, kind.length() - 1);
            JsonNode parts = diff.path(kind);
            parts.path("added").forEach(part -> lines.add("+ " + one + " " + part(part)));
            parts.path("removed").forEach(part -> lines.add("- " + one + " " + part(part)));
            parts.path("changed").forEach(part -> {
                lines.add("~ " + one + " " + part(part));
                part.path("fields").forEach(field -> lines.add("    " + field(field)));
            });
            added += parts.path("added").size();
            removed += parts.path("removed").size();
            changed += parts.path("changed").size();
        }
        return new Changes(List.copyOf(lines), added, changed, removed);
    }

    public boolean isNone() {
        return lines.isEmpty();
    }

    /** Such as {@code 1 added, 2 changed, 0 removed}. */
    public String count() {
        return added + " added, " + changed + " changed, " + removed + " removed";
    }

    private static String part(JsonNode part) {
        String name = part.path("name").asString("");
        String id = part.path("id").asString("");
        String owner = part.path("owner").asString("");
        String before = part.path("previous_name").asString("");
        return (name.isEmpty() ? id : name + (name.equals(id) || id.isEmpty() ? "" : " (" + id + ")"))
                + (before.isEmpty() || before.equals(name) ? "" : ", before: " + before)
                + (owner.isEmpty() ? "" : ", of " + owner);
    }

    private static String field(JsonNode field) {
        return field.path("field").asString() + ": " + value(field.path("before")) + " → " + value(field.path("after"));
    }

    private static String value(JsonNode value) {
        String text = value.isMissingNode() || value.isNull() ? "(none)" : value.toString();
        return text.length() <= SHOWN ? text : text.substring(0, SHOWN) + "…";
    }
}

package dev.tandem.workflows.document.diff;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Lists the changes of the parts of one kind, in the order of the document that has them. */
public record PartChanges(List<PartChange> added, List<PartChange> removed, List<PartChange> changed) {

    public PartChanges {
        added = List.copyOf(added);
        removed = List.copyOf(removed);
        changed = List.copyOf(changed);
    }

    boolean areNone() {
        return added.isEmpty() && removed.isEmpty() && changed.isEmpty();
    }

    static PartChanges between(Map<String, Part> before, Map<String, Part> after) {
        List<PartChange> added = new ArrayList<>();
        List<PartChange> changed = new ArrayList<>();
        after.forEach((key, part) -> {
            Part previous = before.get(key);
            if (previous == null) {
                added.add(part.added());
            } else if (part.differsFrom(previous)) {
                changed.add(part.changedFrom(previous));
            }
        });
        List<PartChange> removed = before.entrySet().stream()
                .filter(entry -> !after.containsKey(entry.getKey()))
                .map(entry -> entry.getValue().removed())
                .toList();
        return new PartChanges(added, removed, changed);
    }
}

package dev.tandem.api.version;

import dev.tandem.api.access.Access;
import dev.tandem.api.access.Requires;
import dev.tandem.api.access.Role;
import dev.tandem.workflows.document.diff.DocumentDiff;
import dev.tandem.workflows.document.diff.FieldChange;
import dev.tandem.workflows.document.diff.PartChanges;
import java.util.List;
import java.util.UUID;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

@RestController
class DiffController {

    private final Versions versions;

    DiffController(Versions versions) {
        this.versions = versions;
    }

    /**
     * Shows what changed from another version to this one.
     *
     * @param against id of the version to compare with; without it the version before
     */
    @GetMapping("/api/workflow-versions/{id}/diff")
    @Requires(Role.VIEWER)
    VersionDiff diff(Access access, @PathVariable UUID id, @RequestParam UUID against) {
        WorkflowVersion after = versions.get(access.organization(), id);
        WorkflowVersion before = versions.get(access.organization(), against);
        return VersionDiff.between(before, after);
    }

    /**
     * Shows what a configuration would change in this version. Nothing is stored.
     *
     * @param change the configuration that is compared
     */
    @PostMapping("/api/workflow-versions/{id}/diff")
    @Requires(Role.VIEWER)
    DocumentDiff wouldChange(Access access, @PathVariable UUID id, @RequestBody VersionController.ConfigChange change) {
        WorkflowVersion before = versions.get(access.organization(), id);
        return DocumentDiff.between(before.document(), Documents.complete(change.required()));
    }

    /** @param document changed fields of the document itself */
    record VersionDiff(
            VersionSummary from,
            VersionSummary to,
            List<FieldChange> document,
            PartChanges agents,
            PartChanges tools,
            PartChanges paths,
            PartChanges variables) {

        static VersionDiff between(WorkflowVersion before, WorkflowVersion after) {
            DocumentDiff diff = DocumentDiff.between(before.document(), after.document());
            return new VersionDiff(
                    VersionSummary.of(before),
                    VersionSummary.of(after),
                    diff.document(),
                    diff.agents(),
                    diff.tools(),
                    diff.paths(),
                    diff.variables());
        }
    }
}

package dev.tandem.api.version;

import dev.tandem.api.access.Access;
import dev.tandem.api.access.Requires;
import dev.tandem.api.access.Role;
import dev.tandem.api.http.page.NumberCursor;
import dev.tandem.api.http.page.Page;
import dev.tandem.api.http.problem.ApiProblem;
import dev.tandem.api.requirement.PublishOverrides;
import dev.tandem.api.requirement.VersionReplays;
import dev.tandem.workflows.document.Problem;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.JsonNode;

@RestController
class VersionController {

    private final Versions versions;
    private final Drafts drafts;
    private final Publications publications;
    private final ServerInquiry servers;
    private final PublishOverrides overrides;
    private final VersionReplays replays;

    VersionController(
            Versions versions,
            Drafts drafts,
            Publications publications,
            ServerInquiry servers,
            PublishOverrides overrides,
            VersionReplays replays) {
        this.replays = replays;
        this.overrides = overrides;
        this.servers = servers;
        this.versions = versions;
        this.drafts = drafts;
        this.publications = publications;
    }

    /** Lists a workflow's versions, newest first, without their configurations. */
    @GetMapping("/api/workflows/{workflow}/versions")
    @Requires(Role.VIEWER)
    Page<VersionSummary> list(
            Access access,
            @PathVariable UUID workflow,
            @RequestParam(required = false) @Nullable VersionStatus status,
            @RequestParam(defaultValue = "50") int limit,
            @RequestParam(required = false) @Nullable String cursor) {
        int size = Page.checkedLimit(limit);
        int before = NumberCursor.parse(cursor, Integer.MAX_VALUE);
        List<VersionSummary> found = versions.page(access.organization(), workflow, status, before, size + 1);
        return Page.of(found, size, VersionSummary::version);
    }

    /** Adds a draft as a copy of the latest version, or of an earlier version to go back to it. */
    @PostMapping("/api/workflows/{workflow}/versions")
    @Requires(Role.EDITOR)
    @ResponseStatus(HttpStatus.CREATED)
    ResponseEntity<VersionView> addDraft(
            Access access, @PathVariable UUID workflow, @RequestBody(required = false) @Nullable NewDraft draft) {
        WorkflowVersion added = drafts.add(access.organization(), workflow, draft == null ? null : draft.fromVersion());
        return ResponseEntity.created(URI.create("/api/workflow-versions/" + added.id()))
                .eTag(added.tag().toString())
                .body(VersionView.of(added, null, null));
    }

    /** Shows a version with its configuration. */
    @GetMapping("/api/workflow-versions/{id}")
    @Requires(Role.VIEWER)
    ResponseEntity<VersionView> get(Access access, @PathVariable UUID id) {
        return answer(access, versions.get(access.organization(), id));
    }

    /** Replaces a draft's configuration, or changes it by a merge patch (RFC 7396). */
    @PatchMapping(path = "/api/workflow-versions/{id}", consumes = MediaType.APPLICATION_JSON_VALUE)
    @Requires(Role.EDITOR)
    ResponseEntity<VersionView> replace(
            Access access,
            @PathVariable UUID id,
            @RequestHeader(name = HttpHeaders.IF_MATCH, required = false) @Nullable String ifMatch,
            @RequestBody ConfigChange change) {
        JsonNode document = change.required();
        return answer(access, drafts.change(access.organization(), id, ifMatch, current -> document));
    }

    /** Changes a part of a draft's configuration by a merge patch (RFC 7396). */
    @PatchMapping(path = "/api/workflow-versions/{id}", consumes = MergePatch.MEDIA_TYPE)
    @Requires(Role.EDITOR)
    ResponseEntity<VersionView> merge(
            Access access,
            @PathVariable UUID id,
            @RequestHeader(name = HttpHeaders.IF_MATCH, required = false) @Nullable String ifMatch,
            @RequestBody ConfigChange change) {
        JsonNode patch = change.required();
        return answer(
                access, drafts.change(access.organization(), id, ifMatch, current -> MergePatch.apply(current, patch)));
    }

    /**
     * Publishes a draft, and archives the version before it. Publishing a published version changes nothing.
     *
     * Tests that the workflow requires have to have passed on the draft as it is. An owner may override that, with a
     * reason that is kept.
     */
    @PostMapping("/api/workflow-versions/{id}/publish")
    @Requires(Role.PUBLISHER)
    ResponseEntity<VersionView> publish(
            Access access,
            @PathVariable UUID id,
            @RequestHeader(name = HttpHeaders.IF_MATCH, required = false) @Nullable String ifMatch,
            @RequestBody(required = false) @Nullable Publication publication) {
        NewOverride asked = publication == null ? null : publication.override();
        PublishOverrides.Justification override =
                asked == null ? null : PublishOverrides.Justification.of(access, asked.reason());
        Publications.Unasked unasked = publications.unasked(access.organization(), id);
        return answer(access, publications.publish(access.organization(), id, ifMatch, servers.ask(unasked), override));
    }

    /** Takes a published version out of service. New calls are refused, and running ones go on. */
    @PostMapping("/api/workflow-versions/{id}/archive")
    @Requires(Role.PUBLISHER)
    ResponseEntity<VersionView> archive(
            Access access,
            @PathVariable UUID id,
            @RequestHeader(name = HttpHeaders.IF_MATCH, required = false) @Nullable String ifMatch) {
        return answer(access, publications.archive(access.organization(), id, ifMatch));
    }

    /**
     * Shows what would prevent publishing a version.
     *
     * @param other a configuration to be judged in the place of the version's; nothing is stored. Null: the version's
     */
    @PostMapping("/api/workflow-versions/{id}/validate")
    @Requires(Role.VIEWER)
    Findings validate(
            Access access, @PathVariable UUID id, @RequestBody(required = false) @Nullable ConfigChange other) {
        return publications.findings(
                access.organization(), id, other == null || other.config() == null ? null : other.required());
    }

    private ResponseEntity<VersionView> answer(Access access, WorkflowVersion version) {
        return ResponseEntity.ok()
                .eTag(version.tag().toString())
                .body(VersionView.of(
                        version,
                        overrides.of(version.id()).orElse(null),
                        replays.latest(access.organization(), version.id()).orElse(null)));
    }

    record NewDraft(@Nullable Integer fromVersion) {}

    /** @param override null: the required tests have to have passed */
    record Publication(@Nullable NewOverride override) {}

    /** @param reason why the version is published all the same */
    record NewOverride(@Nullable String reason) {}

    record ConfigChange(@Nullable JsonNode config) {

        JsonNode required() {
            if (config == null || !config.isObject()) {
                throw ApiProblem.invalidRequest(List.of(new Problem(
                        "wrong_type", "/config", "Send {\"config\": {…}}: the configuration, a JSON object.")));
            }
            return config;
        }
    }

    /**
     * What a reviewer looks at before and after publishing.
     *
     * @param diff what changed against the version before
     * @param replay the newest replay of recorded calls against this version; null: there is none
     */
    record Links(String diff, @Nullable String replay) {}

    /** @param override who published it although its required tests had not passed; null: nobody had to */
    record VersionView(
            UUID id,
            UUID workflowId,
            int version,
            VersionStatus status,
            @Nullable Instant publishedAt,
            Instant createdAt,
            JsonNode config,
            PublishOverrides.@Nullable Kept override,
            Links links) {

        static VersionView of(
                WorkflowVersion version, PublishOverrides.@Nullable Kept override, @Nullable String replay) {
            return new VersionView(
                    version.id(),
                    version.workflowId(),
                    version.version(),
                    version.status(),
                    version.publishedAt(),
                    version.createdAt(),
                    version.document(),
                    override,
                    new Links("/api/workflow-versions/" + version.id() + "/diff", replay));
        }
    }
}

package dev.tandem.api.replay;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.tandem.api.access.Access;
import dev.tandem.api.access.Requires;
import dev.tandem.api.access.Role;
import dev.tandem.api.http.page.Cursor;
import dev.tandem.api.http.page.Page;
import dev.tandem.api.http.problem.ApiProblem;
import dev.tandem.workflows.document.Problem;
import dev.tandem.workflows.replay.CallReport;
import dev.tandem.workflows.replay.Divergence;
import java.net.URI;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

@RestController
class ReplayController {

    private static final int LAST = 100;
    private static final int MOST = 10_000;
    private static final List<String> STATUSES = List.of("completed", "dropped");
    private static final List<String> CHANNELS = List.of("voice", "chat");
    private static final List<String> OUTCOMES = List.of("same", "seen_otherwise", "elsewhere", "not_replayable");
    private static final String DECISIONS = "decisions";
    private static final String MODEL = "model";
    private static final Instant EARLIEST = Instant.parse("0001-01-01T00:00:00Z");
    private static final Instant LATEST = Instant.parse("9999-12-31T23:59:59Z");

    /** Time of the cursors of a list that is in the order of ids. */
    private static final Instant BY_ID = Instant.ofEpochSecond(1);

    private final Replays replays;
    private final ReplayRows rows;
    private final ModelReplays models;

    ReplayController(Replays replays, ReplayRows rows, ModelReplays models) {
        this.models = models;
        this.replays = replays;
        this.rows = rows;
    }

    /**
     * Replays a recorded call against another version.
     *
     * Of decisions: what the model proposed, what tools answered and what the caller said are taken from the record, and
     * the version's rules decide. With the version's model: it answers what the caller said, in test calls by chat; if
     * they take longer than 55 s, the answer is 202, and Location leads to their run.
     */
    @PostMapping("/api/calls/{id}/replay")
    @Requires(Role.EDITOR)
    ResponseEntity<ReplayedCall> call(Access access, @PathVariable UUID id, @RequestBody CallReplay request)
            throws InterruptedException {
        UUID version = request.checked();
        if (!request.isOfModel()) {
            return ResponseEntity.ok(ReplayedCall.of(replays.one(access, id, version)));
        }
        ModelReplays.Started started = models.start(access, id, version, request.times());
        return (started.ended() ? ResponseEntity.ok() : ResponseEntity.accepted())
                .location(started.link())
                .body(ReplayedCall.of(id, started.report()));
    }

    /** Replays the newest calls of the workflow against a version, usually a draft. */
    @PostMapping("/api/workflow-versions/{id}/replay")
    @Requires(Role.EDITOR)
    @ResponseStatus(HttpStatus.ACCEPTED)
    ResponseEntity<ReplayView> start(
            Access access, @PathVariable UUID id, @RequestBody(required = false) @Nullable NewReplay request) {
        NewReplay wanted = request == null ? new NewReplay(null, null, null) : request;
        ReplayRows.Run run = replays.start(access, id, wanted.checked());
        return ResponseEntity.accepted()
                .location(URI.create("/api/replays/" + run.id()))
                .body(view(run));
    }

    /** Shows how far a replay is, and what it has found: decisive divergences first, and those of most calls. */
    @GetMapping("/api/replays/{id}")
    @Requires(Role.VIEWER)
    ReplayView get(Access access, @PathVariable UUID id) {
        return view(replays.get(access.organization(), id));
    }

    /**
     * Lists the reports of a replay's calls, in the order of their ids.
     *
     * @param outcome same, seen_otherwise, elsewhere or not_replayable
     */
    @GetMapping("/api/replays/{id}/calls")
    @Requires(Role.VIEWER)
    Page<CallReport> calls(
            Access access,
            @PathVariable UUID id,
            @RequestParam(required = false) @Nullable String outcome,
            @RequestParam(defaultValue = "50") int limit,
            @RequestParam(required = false) @Nullable String cursor) {
        int size = Page.checkedLimit(limit);
        if (outcome != null && !OUTCOMES.contains(outcome)) {
            throw ApiProblem.invalidParameter("outcome", "outcome is one of " + String.join(", ", OUTCOMES) + ".");
        }
        UUID run = replays.get(access.organization(), id).id();
        UUID after = cursor == null ? new UUID(0, 0) : Cursor.parse(cursor).id();
        return Page.of(
                rows.reports(run, outcome, after, size + 1),
                size,
                report -> new Cursor(BY_ID, UUID.fromString(report.callId())));
    }

    /** Gives a replay up, and forgets what it has found. */
    @DeleteMapping("/api/replays/{id}")
    @Requires(Role.EDITOR)
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void delete(Access access, @PathVariable UUID id) {
        replays.delete(access.organization(), id);
    }

    private ReplayView view(ReplayRows.Run run) {
        return new ReplayView(
                run.id(),
                run.version(),
                run.status(),
                run.total(),
                run.done(),
                rows.outcomes(run.id()),
                rows.groups(run.id()).stream().map(GroupView::of).toList(),
                rows.ends(run.id()),
                rows.variables(run.id()),
                rows.faults(run.id()),
                run.createdAt(),
                run.endedAt(),
                new Links("/api/replays/" + run.id() + "/calls", "/api/workflow-versions/" + run.version() + "/diff"));
    }

    /**
     * @param outcomes how many calls are the same, are seen otherwise, go elsewhere, or cannot be replayed
     * @param divergences decisive ones first, then those of most calls
     * @param ends how calls end otherwise
     * @param variables that have other values at the end
     * @param notReplayable why calls could not be replayed
     */
    record ReplayView(
            UUID id,
            UUID versionId,
            String status,
            int total,
            int done,
            List<ReplayRows.Count> outcomes,
            List<GroupView> divergences,
            List<ReplayRows.Count> ends,
            List<ReplayRows.Count> variables,
            List<ReplayRows.Count> notReplayable,
            Instant createdAt,
            @Nullable Instant endedAt,
            Links links) {}

    record Links(String calls, String diff) {}

    /** @param links to some of the calls in which it is found */
    record GroupView(
            String kind,
            String agentId,
            String subject,
            boolean decisive,
            int calls,
            ReplayRows.Example example,
            List<String> links) {

        static GroupView of(ReplayRows.Group group) {
            return new GroupView(
                    group.kind().wireName(),
                    group.agentId(),
                    group.subject(),
                    group.decisive(),
                    group.calls(),
                    group.example(),
                    group.callIds().stream().map(id -> "/api/calls/" + id).toList());
        }
    }

    /**
     * What another version makes of a recorded call.
     *
     * @param fault why the call cannot be replayed; left out: it was
     * @param divergences the first of every kind and subject, in order; left out: its model was asked, likewise the others
     * @param model what the version's model makes of it; left out: no model was asked
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record ReplayedCall(
            UUID callId,
            @Nullable String fault,
            @Nullable List<Divergence> divergences,
            CallReport.@Nullable Moved moved,
            CallReport.@Nullable Ended ended,
            @Nullable List<String> variables,
            @Nullable Boolean counterfactual,
            ModelReplays.@Nullable Report model) {

        static ReplayedCall of(CallReport report) {
            return new ReplayedCall(
                    UUID.fromString(report.callId()),
                    report.fault(),
                    report.divergences(),
                    report.moved(),
                    report.ended(),
                    report.variables(),
                    report.counterfactual(),
                    null);
        }

        static ReplayedCall of(UUID call, ModelReplays.Report report) {
            return new ReplayedCall(call, null, null, null, null, null, null, report);
        }
    }

    /**
     * @param mode whose decisions: those of the record, or of the version's own model; null: of the record
     * @param runs how often the model is asked, 1 to 100; null: once
     */
    record CallReplay(
            @Nullable UUID versionId,
            @Nullable String mode,
            @Nullable Integer runs) {

        private static final int MOST_RUNS = 100;

        boolean isOfModel() {
            return MODEL.equals(mode);
        }

        int times() {
            return runs == null ? 1 : runs;
        }

        UUID checked() {
            List<Problem> problems = new ArrayList<>();
            if (versionId == null) {
                problems.add(new Problem("required", "/version_id", "Give the id of the version to try."));
            }
            if (mode != null && !mode.equals(DECISIONS) && !isOfModel()) {
                problems.add(new Problem("invalid_value", "/mode", "The mode is decisions or model."));
            }
            if (runs != null && !isOfModel()) {
                problems.add(new Problem("invalid_value", "/runs", "Only a model is asked more than once."));
            }
            if (times() < 1 || times() > MOST_RUNS) {
                problems.add(new Problem("out_of_range", "/runs", "Ask the model 1 to " + MOST_RUNS + " times."));
            }
            if (!problems.isEmpty()) {
                throw ApiProblem.invalidRequest(problems);
            }
            return Objects.requireNonNull(versionId);
        }
    }

    /**
     * @param last so many of the newest calls that have ended and are no tests
     * @param filter of them; null: any
     */
    record NewReplay(
            @Nullable Integer last,
            @Nullable String mode,
            @Nullable Filter filter) {

        ReplayRows.Selection checked() {
            return checked(new ArrayList<>());
        }

        /** @param problems what else is wrong with the request */
        ReplayRows.Selection checked(List<Problem> problems) {
            int most = last == null ? LAST : last;
            if (most < 1 || most > MOST) {
                problems.add(new Problem("out_of_range", "/last", "Replay between 1 and " + MOST + " calls."));
            }
            if (mode != null && !mode.equals(DECISIONS)) {
                problems.add(new Problem("invalid_value", "/mode", "The mode is decisions."));
            }
            Filter wanted = filter == null ? new Filter(null, null, null, null, null) : filter;
            wanted.check(problems);
            if (!problems.isEmpty()) {
                throw ApiProblem.invalidRequest(problems);
            }
            return new ReplayRows.Selection(
                    most, wanted.workflowVersionId(), wanted.status(), wanted.channel(), wanted.from(), wanted.to());
        }
    }

    /**
     * @param from calls that were made at this time or after it
     * @param to calls that were made before this time
     */
    record Filter(
            @Nullable UUID workflowVersionId,
            @Nullable String status,
            @Nullable String channel,
            @Nullable Instant from,
            @Nullable Instant to) {

        static Filter of(ReplayRows.Selection selection) {
            return new Filter(
                    selection.version(), selection.status(), selection.channel(), selection.from(), selection.to());
        }

        void check(List<Problem> problems) {
            oneOf("status", status, STATUSES, problems);
            oneOf("channel", channel, CHANNELS, problems);
            within("from", from, problems);
            within("to", to, problems);
        }

        private static void oneOf(String name, @Nullable String value, List<String> known, List<Problem> problems) {
            if (value != null && !known.contains(value)) {
                problems.add(new Problem(
                        "invalid_value", "/filter/" + name, name + " is one of " + String.join(", ", known) + "."));
            }
        }

        private static void within(String name, @Nullable Instant value, List<Problem> problems) {
            if (value != null && (value.isBefore(EARLIEST) || value.isAfter(LATEST))) {
                problems.add(new Problem(
                        "invalid_value", "/filter/" + name, name + " is a time between the years 1 and 9999."));
            }
        }
    }
}

package dev.tandem.api.replay;

import dev.tandem.api.access.Access;
import dev.tandem.api.access.Requires;
import dev.tandem.api.access.Role;
import dev.tandem.workflows.document.Problem;
import dev.tandem.workflows.replay.Divergence;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Says which replay a workflow requires before a version of it is published. */
@RestController
class RequiredReplayController {

    private final RequiredReplayRows rows;

    RequiredReplayController(RequiredReplayRows rows) {
        this.rows = rows;
    }

    /** Shows the replay that the workflow requires. */
    @GetMapping("/api/workflows/{workflow}/required-replay")
    @Requires(Role.VIEWER)
    ResponseEntity<RequiredReplayView> get(Access access, @PathVariable UUID workflow) {
        return answer(rows.get(access.organization(), workflow));
    }

    /** Requires a replay of recorded calls before a version of the workflow is published, instead of the one before. */
    @PutMapping("/api/workflows/{workflow}/required-replay")
    @Requires(Role.EDITOR)
    ResponseEntity<RequiredReplayView> put(
            Access access,
            @PathVariable UUID workflow,
            @RequestHeader(name = HttpHeaders.IF_MATCH, required = false) @Nullable String ifMatch,
            @RequestBody NewRequiredReplay request) {
        return answer(rows.put(access.organization(), workflow, ifMatch, request.checked()));
    }

    /** Requires no replay any more. */
    @DeleteMapping("/api/workflows/{workflow}/required-replay")
    @Requires(Role.EDITOR)
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void delete(
            Access access,
            @PathVariable UUID workflow,
            @RequestHeader(name = HttpHeaders.IF_MATCH, required = false) @Nullable String ifMatch) {
        rows.delete(access.organization(), workflow, ifMatch);
    }

    private static ResponseEntity<RequiredReplayView> answer(RequiredReplay replay) {
        return ResponseEntity.ok().eTag(replay.tag().toString()).body(RequiredReplayView.of(replay));
    }

    /**
     * @param last so many of the newest calls that have ended and are no tests; null: 100
     * @param filter of them; null: any
     * @param decisiveOnly whether only divergences after which a call goes on in another way speak against publishing;
     *     null: true
     * @param allow kinds of divergences that never do; null: none
     */
    record NewRequiredReplay(
            @Nullable Integer last,
            ReplayController.@Nullable Filter filter,
            @Nullable Boolean decisiveOnly,
            @Nullable List<@Nullable String> allow) {

        RequiredReplayRows.Wanted checked() {
            List<Problem> problems = new ArrayList<>();
            List<Divergence.Kind> allowed = new ArrayList<>();
            List<@Nullable String> given = allow == null ? List.of() : allow;
            for (int i = 0; i < given.size() && i < Divergence.Kind.values().length; i++) {
                String name = given.get(i);
                Arrays.stream(Divergence.Kind.values())
                        .filter(kind -> kind.wireName().equals(name))
                        .findFirst()
                        .ifPresentOrElse(allowed::add, problem(problems, "/allow/" + i));
            }
            if (given.size() > Divergence.Kind.values().length) {
                problems.add(new Problem("too_many", "/allow", "Name each kind once."));
            }
            ReplayRows.Selection selection = new ReplayController.NewReplay(last, null, filter).checked(problems);
            return new RequiredReplayRows.Wanted(
                    selection,
                    !Objects.equals(decisiveOnly, false),
                    allowed.stream().distinct().sorted().toList());
        }

        private static Runnable problem(List<Problem> problems, String pointer) {
            return () -> problems.add(new Problem(
                    "invalid_value",
                    pointer,
                    "A kind is one of "
                            + Arrays.stream(Divergence.Kind.values())
                                    .map(Divergence.Kind::wireName)
                                    .collect(Collectors.joining(", "))
                            + "."));
        }
    }

    /**
     * The replay that a workflow requires.
     *
     * @param last so many of the newest calls
     * @param decisiveOnly whether only divergences after which a call goes on in another way speak against publishing
     * @param allow kinds of divergences that never do
     */
    record RequiredReplayView(
            UUID workflowId,
            int last,
            ReplayController.Filter filter,
            boolean decisiveOnly,
            List<String> allow,
            Instant createdAt,
            Instant updatedAt) {

        static RequiredReplayView of(RequiredReplay replay) {
            return new RequiredReplayView(
                    replay.workflowId(),
                    replay.selection().last(),
                    ReplayController.Filter.of(replay.selection()),
                    replay.decisiveOnly(),
                    replay.allow().stream().map(Divergence.Kind::wireName).toList(),
                    replay.createdAt(),
                    replay.updatedAt());
        }
    }
}

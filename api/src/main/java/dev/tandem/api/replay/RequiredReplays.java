package dev.tandem.api.replay;

import dev.tandem.api.replay.RequiredReplayRows.Latest;
import dev.tandem.api.requirement.RequiredTests;
import dev.tandem.workflows.replay.Divergence;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;

/**
 * Requires a replay: the newest run on this very document, of the calls that are asked for, has to have found nothing
 * that speaks against it. A run of no calls passes; one in which no call could be replayed shows nothing, and fails.
 */
@Component
class RequiredReplays implements RequiredTests {

    private static final String NAME = "recorded calls";

    private final RequiredReplayRows required;
    private final ReplayRows runs;

    RequiredReplays(RequiredReplayRows required, ReplayRows runs) {
        this.required = required;
        this.runs = runs;
    }

    @Override
    public List<Shortfall> shortfalls(UUID organization, UUID workflow, UUID version, String snapshotSha256) {
        return required
                .find(organization, workflow)
                .flatMap(replay -> shortfall(replay, required.latest(version, replay, snapshotSha256)))
                .stream()
                .toList();
    }

    private Optional<Shortfall> shortfall(RequiredReplay replay, Optional<Latest> latest) {
        if (latest.isEmpty()) {
            return Optional.of(new Shortfall("replay", replay.workflowId(), NAME, "missing", null));
        }
        Latest run = latest.get();
        String link = "/api/replays/" + run.run();
        JsonNode findings = run.findings();
        if (!run.same() || findings == null) {
            String state = run.same() ? "running" : "stale";
            return Optional.of(new Shortfall("replay", replay.workflowId(), NAME, state, link));
        }
        String why = why(replay, findings);
        return why == null
                ? Optional.empty()
                : Optional.of(new Shortfall(
                        "replay", replay.workflowId(), NAME, "failed", link, why, first(replay, run.run())));
    }

    /** Returns why a run speaks against publishing; null: it does not. */
    private static @Nullable String why(RequiredReplay replay, JsonNode findings) {
        int calls = findings.path("calls").asInt(0);
        int replayed = findings.path("replayed").asInt(0);
        if (calls > 0 && replayed == 0) {
            return "None of the " + calls + " calls could be replayed; not_replayable of the run says why.";
        }
        List<String> against = findings.path("divergences")
                .valueStream()
                .filter(found ->
                        replay.isAgainst(kind(found), found.path("decisive").asBoolean(false)))
                .map(found -> found.path("kind").asString() + " in "
                        + found.path("calls").asInt(0))
                .toList();
        return against.isEmpty()
                ? null
                : "Of " + replayed + " replayed calls some diverge: " + String.join(", ", against) + ".";
    }

    private static Divergence.Kind kind(JsonNode found) {
        return Divergence.Kind.valueOf(found.path("kind").asString().toUpperCase(Locale.ROOT));
    }

    private @Nullable First first(RequiredReplay replay, UUID run) {
        return runs.groups(run).stream()
                .filter(group -> replay.isAgainst(group.kind(), group.decisive()))
                .findFirst()
                .map(group -> new First(
                        group.kind().wireName(),
                        group.agentId(),
                        group.subject(),
                        group.decisive(),
                        group.calls(),
                        group.example().turn(),
                        group.example().expected(),
                        group.example().found(),
                        "/api/calls/" + group.callIds().getFirst()))
                .orElse(null);
    }
}

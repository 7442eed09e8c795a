package dev.tandem.api.replay;

import dev.tandem.api.access.Access;
import dev.tandem.api.requirement.VersionReplays;
import java.util.Optional;
import java.util.UUID;
import org.springframework.stereotype.Component;

/** Starts required replays, and links to the newest one of a version. */
@Component
class StartedReplays implements VersionReplays {

    private final RequiredReplayRows required;
    private final Replays replays;

    StartedReplays(RequiredReplayRows required, Replays replays) {
        this.required = required;
        this.replays = replays;
    }

    @Override
    public Optional<String> startRequired(Access access, UUID workflow, UUID version) {
        return required.find(access.organization(), workflow)
                .map(replay -> replays.start(access, version, replay.selection()))
                .map(run -> "/api/replays/" + run.id());
    }

    @Override
    public boolean isRequired(UUID organization, UUID workflow) {
        return required.find(organization, workflow).isPresent();
    }

    @Override
    public Optional<String> latest(UUID organization, UUID version) {
        return required.newest(organization, version).map(run -> "/api/replays/" + run);
    }
}

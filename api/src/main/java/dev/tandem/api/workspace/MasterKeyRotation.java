package dev.tandem.api.workspace;

import dev.tandem.api.data.tenant.Tenant;
import dev.tandem.workflows.workspace.CannotOpenException;
import dev.tandem.workflows.workspace.MasterKeys;
import java.util.List;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.ApplicationArguments;
import org.springframework.boot.ApplicationRunner;
import org.springframework.stereotype.Component;

/**
 * Wraps data keys that are under an older master key with the newest one, at every start. If it is interrupted, it
 * continues at the next start. Several processes share the work.
 */
@Component
class MasterKeyRotation implements ApplicationRunner {

    private static final Logger log = LoggerFactory.getLogger(MasterKeyRotation.class);
    private static final UUID START = new UUID(0, 0);
    private static final int PAGE = 500;

    private final MasterKeys masterKeys;
    private final Rewrapping rewrapping;

    MasterKeyRotation(MasterKeys masterKeys, Rewrapping rewrapping) {
        this.masterKeys = masterKeys;
        this.rewrapping = rewrapping;
    }

    @Override
    public void run(ApplicationArguments arguments) {
        if (masterKeys.isEmpty()) {
            log.info("{} is not set: secrets are refused, everything else works", MasterKeys.SETTING);
        } else {
            rotate();
        }
    }

    private void rotate() {
        int done = 0;
        List<UUID> page = rewrapping.outdated(START, PAGE);
        while (!page.isEmpty()) {
            done += (int) page.stream().filter(this::rewrapped).count();
            page = rewrapping.outdated(page.getLast(), PAGE);
        }
        if (done > 0) {
            log.info("{} data keys are now under the master key {}", done, masterKeys.newest());
        }
    }

    private boolean rewrapped(UUID organization) {
        try {
            return Tenant.call(organization, () -> rewrapping.rewrap(organization));
        } catch (CannotOpenException unfit) {
            log.error("the data key of the organization {} stays as it is: {}", organization, unfit.getMessage());
            return false;
        }
    }
}

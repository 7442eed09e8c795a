package dev.tandem.api.version;

import dev.tandem.api.data.tenant.Tenant;
import dev.tandem.api.data.tenant.Tenants;
import dev.tandem.workflows.call.api.LoadVersion;
import dev.tandem.workflows.protocol.LoadedVersion;
import io.temporal.failure.ApplicationFailure;
import io.temporal.spring.boot.ActivityImpl;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Gives the call workflow the document that it follows to its end. */
@Component
@ActivityImpl(workers = "records")
class LoadVersionActivity implements LoadVersion {

    private final Tenants tenants;
    private final PublishedVersions versions;

    LoadVersionActivity(Tenants tenants, PublishedVersions versions) {
        this.tenants = tenants;
        this.versions = versions;
    }

    @Override
    public LoadedVersion load(String versionId, String organization, @Nullable String snapshot) {
        UUID id = UUID.fromString(versionId);
        return tenants.named(organization)
                .flatMap(tenant -> Tenant.call(tenant.id(), () -> versions.find(id, snapshot)))
                .orElseThrow(() -> ApplicationFailure.newNonRetryableFailure(
                        "there is no workflow version " + versionId, "VersionGone"));
    }
}

package dev.tandem.api.organization;

import dev.tandem.api.access.ApiKey;
import dev.tandem.api.apikey.KeyRing;
import dev.tandem.api.apikey.NewKey;
import dev.tandem.api.data.tenant.Tenant;
import dev.tandem.api.data.tenant.Tenants;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.ApplicationArguments;
import org.springframework.boot.ApplicationRunner;
import org.springframework.stereotype.Component;

/** Gives a new installation an organization, and prints a key for its owner. */
@Component
class Bootstrap implements ApplicationRunner {

    private static final Logger log = LoggerFactory.getLogger(Bootstrap.class);
    private static final String NAME = "Tandem";
    private static final String SLUG = "tandem";

    private final Organizations organizations;
    private final Tenants tenants;
    private final KeyRing keys;
    private final String givenKey;

    Bootstrap(
            Organizations organizations,
            Tenants tenants,
            KeyRing keys,
            @Value("${tandem.bootstrap-key}") String givenKey) {
        this.organizations = organizations;
        this.tenants = tenants;
        this.keys = keys;
        this.givenKey = givenKey;
    }

    @Override
    public void run(ApplicationArguments arguments) {
        if (givenKey.isEmpty()) {
            ApiKey key = ApiKey.random();
            if (firstStart(key)) {
                print(key);
            }
        } else {
            ApiKey key = ApiKey.ofSetting(givenKey);
            if (firstStart(key) || addedLater(key)) {
                log.info("the key {} of TANDEM_BOOTSTRAP_KEY now opens the organization {}", key, SLUG);
            }
        }
    }

    private boolean firstStart(ApiKey key) {
        UUID id = UUID.randomUUID();
        return Tenant.call(id, () -> organizations.addFirst(id, NAME, SLUG, key));
    }

    /** Adds the key of the setting unless it exists. A revoked key stays revoked. */
    private boolean addedLater(ApiKey key) {
        UUID id = tenants.named(SLUG)
                .map(Tenants.Named::id)
                .orElseThrow(() -> new IllegalStateException("TANDEM_BOOTSTRAP_KEY is for the organization " + SLUG
                        + ", which does not exist: leave it out."));
        return Tenant.call(id, () -> keys.addUnlessThere(id, key, NewKey.Checked.owner("bootstrap")));
    }

    /** Prints the key to the terminal and not to the log, because logs are kept and shipped. */
    private static void print(ApiKey key) {
        System.out.println("The organization " + SLUG + " was made. Its API key, shown this once: " + key.text());
    }
}

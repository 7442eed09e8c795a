package dev.tandem.api.access;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.ApplicationArguments;
import org.springframework.boot.ApplicationRunner;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/** Sees to it that a new installation has an organization, and a key that its owner knows. */
@Component
class Bootstrap implements ApplicationRunner {

    private static final Logger log = LoggerFactory.getLogger(Bootstrap.class);

    private final JdbcClient jdbc;
    private final TransactionTemplate transaction;
    private final String givenKey;

    Bootstrap(JdbcClient jdbc, TransactionTemplate transaction, @Value("${tandem.bootstrap-key}") String givenKey) {
        this.jdbc = jdbc;
        this.transaction = transaction;
        this.givenKey = givenKey;
    }

    @Override
    public void run(ApplicationArguments arguments) {
        if (givenKey.isEmpty()) {
            transaction.executeWithoutResult(status -> firstStart());
        } else {
            transaction.executeWithoutResult(status -> ensure(ApiKey.ofSetting(givenKey)));
        }
    }

    private void firstStart() {
        if (addOrganization()) {
            ApiKey key = ApiKey.random();
            addKey(key);
            print(key);
        }
    }

    /** A key once revoked stays so. */
    private void ensure(ApiKey key) {
        addOrganization();
        if (addKey(key)) {
            log.info("the key {} of TANDEM_BOOTSTRAP_KEY now opens the organization tandem", key);
        }
    }

    /** Of several processes that start at once on an empty database only one adds it. */
    private boolean addOrganization() {
        return jdbc.sql("""
                        insert into organization (name, slug)
                        select 'Tandem', 'tandem' where not exists (select from organization)
                        on conflict (slug) do nothing
                        """).update() == 1;
    }

    private boolean addKey(ApiKey key) {
        return jdbc.sql("""
                        insert into api_key (organization_id, name, prefix, hash, role)
                        select id, 'bootstrap', :prefix, :hash, 'owner' from organization where slug = 'tandem'
                        on conflict do nothing
                        """)
                        .param("prefix", key.prefix())
                        .param("hash", key.hash())
                        .update()
                == 1;
    }

    /** To the terminal and not to the log: logs are kept and shipped. */
    private static void print(ApiKey key) {
        System.out.println("The organization tandem was made. Its API key, shown this once: " + key.text());
    }
}

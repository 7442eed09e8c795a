package dev.tandem.api.workspace;

import dev.tandem.api.http.problem.ApiProblem;
import dev.tandem.workflows.workspace.CannotOpenException;
import dev.tandem.workflows.workspace.DataKey;
import dev.tandem.workflows.workspace.MasterKeys;
import dev.tandem.workflows.workspace.WrappedKey;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Base64;
import java.util.Optional;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpStatus;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/**
 * Makes each organization's data key with its first secret, and keeps it wrapped. It is used within a transaction of
 * the organization.
 */
@Repository
class DataKeys {

    private static final Logger log = LoggerFactory.getLogger(DataKeys.class);

    private final JdbcClient jdbc;
    private final MasterKeys masterKeys;

    DataKeys(JdbcClient jdbc, MasterKeys masterKeys) {
        this.jdbc = jdbc;
        this.masterKeys = masterKeys;
    }

    /** Returns the wrapped key. The result is empty if the organization has never had a secret. */
    Optional<WrappedKey> of(UUID organization) {
        return jdbc.sql("select * from data_key where organization_id = :organization")
                .param("organization", organization)
                .query(DataKeys::read)
                .optional();
    }

    /**
     * Returns the key that seals an organization's secrets. It is made now if this is the first secret.
     *
     * @throws ApiProblem 503 if this process has no master key, or lacks the one that wrapped the data key
     */
    DataKey open(UUID organization) {
        if (masterKeys.isEmpty()) {
            throw ApiProblem.of(
                    HttpStatus.SERVICE_UNAVAILABLE,
                    "no-master-key",
                    "This installation has no master key, so it cannot keep secrets. Set " + MasterKeys.SETTING
                            + " to <id>:<Base64 of 32 random bytes> for the API and the workers, and restart them.");
        }
        WrappedKey wrapped = of(organization).orElseGet(() -> made(organization));
        try {
            return masterKeys.unwrap(wrapped);
        } catch (CannotOpenException unfit) {
            log.error("the data key of the organization {} does not open: {}", organization, unfit.getMessage());
            throw ApiProblem.of(
                    HttpStatus.SERVICE_UNAVAILABLE,
                    "master-key-missing",
                    "The organization's data key does not open: " + unfit.getMessage() + ".");
        }
    }

    /** Makes a data key. If two requests make one at once, one key is kept, and both requests use it. */
    private WrappedKey made(UUID organization) {
        DataKey key = DataKey.random(UUID.randomUUID().toString(), organization.toString());
        WrappedKey wrapped = masterKeys.wrap(key);
        jdbc.sql("""
                        insert into data_key (id, organization_id, master_key_id, wrapped)
                        values (:id, :organization, :masterKey, :wrapped)
                        on conflict (organization_id) do nothing
                        """)
                .param("id", UUID.fromString(wrapped.id()))
                .param("organization", organization)
                .param("masterKey", wrapped.masterKey())
                .param("wrapped", Base64.getDecoder().decode(wrapped.wrapped()))
                .update();
        return of(organization).orElseThrow();
    }

    private static WrappedKey read(ResultSet row, int number) throws SQLException {
        return new WrappedKey(
                row.getString("id"),
                row.getString("organization_id"),
                row.getString("master_key_id"),
                Base64.getEncoder().encodeToString(row.getBytes("wrapped")));
    }
}

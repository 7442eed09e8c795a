package dev.tandem.api.workspace;

import dev.tandem.workflows.workspace.CannotOpenException;
import dev.tandem.workflows.workspace.MasterKeys;
import dev.tandem.workflows.workspace.WrappedKey;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * Wraps data keys with the newest master key, one in each transaction. The secrets that they sealed stay as they are.
 */
@Service
@Transactional
class Rewrapping {

    private final JdbcClient jdbc;
    private final MasterKeys masterKeys;
    private final DataKeys keys;

    Rewrapping(JdbcClient jdbc, MasterKeys masterKeys, DataKeys keys) {
        this.jdbc = jdbc;
        this.masterKeys = masterKeys;
        this.keys = keys;
    }

    /**
     * Lists organizations whose data key is under another master key, in order.
     *
     * @param after where the last list ended
     */
    @Transactional(readOnly = true)
    List<UUID> outdated(UUID after, int limit) {
        return jdbc.sql("select id from organizations_under_other_master_key(:newest, :after, :limit) id")
                .param("newest", masterKeys.newest())
                .param("after", after)
                .param("limit", limit)
                .query((row, number) -> UUID.fromString(row.getString("id")))
                .list();
    }

    /**
     * @return false if another process has done it already
     * @throws CannotOpenException if this process lacks the master key that wrapped it
     */
    boolean rewrap(UUID organization) {
        Optional<WrappedKey> found = locked(organization);
        if (found.isEmpty() || found.get().masterKey().equals(masterKeys.newest())) {
            return false;
        }
        WrappedKey wrapped = masterKeys.wrap(masterKeys.unwrap(found.get()));
        return jdbc.sql("""
                        update data_key set master_key_id = :masterKey, wrapped = :wrapped, wrapped_at = now()
                        where organization_id = :organization
                        """)
                        .param("masterKey", wrapped.masterKey())
                        .param("wrapped", Base64.getDecoder().decode(wrapped.wrapped()))
                        .param("organization", organization)
                        .update()
                == 1;
    }

    private Optional<WrappedKey> locked(UUID organization) {
        jdbc.sql("select id from data_key where organization_id = :organization for update")
                .param("organization", organization)
                .query(UUID.class)
                .optional();
        return keys.of(organization);
    }
}

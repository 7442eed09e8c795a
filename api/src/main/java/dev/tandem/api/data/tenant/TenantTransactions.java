package dev.tandem.api.data.tenant;

import java.io.Serial;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.Optional;
import java.util.UUID;
import javax.sql.DataSource;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.TransactionDefinition;

/**
 * Tells the database at the beginning of each transaction for which organization it works. The setting ends with the
 * transaction: the next one on the same connection begins with none.
 */
final class TenantTransactions extends JdbcTransactionManager {

    @Serial
    private static final long serialVersionUID = 1L;

    TenantTransactions(DataSource dataSource) {
        super(dataSource);
    }

    @Override
    protected void prepareTransactionalConnection(Connection connection, TransactionDefinition definition)
            throws SQLException {
        super.prepareTransactionalConnection(connection, definition);
        Optional<UUID> organization = Tenant.current();
        if (organization.isPresent()) {
            try (PreparedStatement setting =
                    connection.prepareStatement("select set_config('tandem.organization', ?, true)")) {
                setting.setString(1, organization.get().toString());
                setting.execute();
            }
        }
    }
}

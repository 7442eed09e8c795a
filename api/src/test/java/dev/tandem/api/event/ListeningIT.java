package dev.tandem.api.event;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.tandem.stack.junit.SharedServers;
import dev.tandem.stack.server.Database;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.UUID;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.jdbc.datasource.DelegatingDataSource;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

@ExtendWith(OutputCaptureExtension.class)
class ListeningIT {

    private static final Duration PATIENCE = Duration.ofSeconds(15);

    private final Database database = SharedServers.postgres().database();
    private final DataSource direct = new DriverManagerDataSource(database.url(), database.user(), database.password());

    @Test
    void saysAtTheStartThatNotificationsDoNotComeThroughThePooler(CapturedOutput output) {
        CallEventNotifier notifier = new CallEventNotifier(new PoolerInTransactionMode(direct));
        notifier.start();
        try {
            await().atMost(PATIENCE).until(() -> !notifier.hears());

            assertThat(output.getAll())
                    .contains("LISTEN does not work over TANDEM_DATABASE_URL: a pooler in transaction mode");
        } finally {
            notifier.stop();
        }
    }

    @Test
    void saysNothingWhereNotificationsCome(CapturedOutput output) {
        CallEventNotifier notifier = new CallEventNotifier(direct);
        CallEventNotifier.Waiting waiting = notifier.waitFor(UUID.randomUUID());
        notifier.start();
        try {
            // Whoever waits is woken once the notifier has tried out whether it hears.
            await().atMost(PATIENCE).until(() -> waiting.await(Duration.ofSeconds(1)));

            assertThat(notifier.hears()).isTrue();
            assertThat(output.getAll()).doesNotContain("LISTEN does not work");
        } finally {
            notifier.stop();
            waiting.close();
        }
    }

    /** Behaves like a pooler in transaction mode: LISTEN takes effect on a connection that nobody has any more. */
    private static final class PoolerInTransactionMode extends DelegatingDataSource {

        PoolerInTransactionMode(DataSource database) {
            super(database);
        }

        @Override
        public Connection getConnection() throws SQLException {
            Connection connection = super.getConnection();
            return forwarding(Connection.class, connection, (name, result) -> {
                return name.equals("createStatement") ? deaf((Statement) result) : result;
            });
        }

        private static Statement deaf(Statement statement) {
            return (Statement) Proxy.newProxyInstance(
                    Statement.class.getClassLoader(), new Class<?>[] {Statement.class}, (proxy, method, arguments) -> {
                        boolean listens = method.getName().equals("execute")
                                && String.valueOf(arguments[0]).startsWith("listen");
                        return listens ? false : method.invoke(statement, arguments);
                    });
        }

        private static <T> T forwarding(Class<T> type, T target, Changed changed) {
            return type.cast(Proxy.newProxyInstance(
                    type.getClassLoader(), new Class<?>[] {type}, (proxy, method, arguments) -> {
                        try {
                            Object result = method.invoke(target, arguments);
                            return result == null ? null : changed.apply(method.getName(), result);
                        } catch (InvocationTargetException failed) {
                            throw failed.getTargetException();
                        }
                    }));
        }

        private interface Changed {
            Object apply(String method, Object result);
        }
    }
}

package dev.tandem.stack.server;

/**
 * A database of a {@link PostgresServer} and who may use it.
 *
 * @param url for JDBC
 * @param user owns the database, may create roles, and is no superuser, as in production
 */
public record Database(String url, String user, String password) {
    @Override
    public String toString() {
        return "Database[url=%s, user=%s]".formatted(url, user);
    }
}

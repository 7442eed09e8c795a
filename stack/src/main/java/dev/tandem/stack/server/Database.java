package dev.tandem.stack.server;

/**
 * A database of a {@link PostgresServer} and who may use it, as in production: nobody of them is a superuser.
 *
 * @param url for JDBC
 * @param user sees and changes what belongs to any organization: for people who look, and for tests
 * @param owner makes the schema, and sees no organization's rows
 * @param application what the API connects as: owns nothing, sees one organization's rows at a time
 */
public record Database(String url, String user, String password, Login owner, Login application) {

    /** A role that may connect. */
    public record Login(String user, String password) {
        @Override
        public String toString() {
            return user;
        }
    }

    @Override
    public String toString() {
        return "Database[url=%s, user=%s, owner=%s, application=%s]".formatted(url, user, owner, application);
    }
}

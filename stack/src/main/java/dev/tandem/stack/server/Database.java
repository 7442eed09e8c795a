package dev.tandem.stack.server;

/**
 * A database of a {@link PostgresServer} and its roles, as in production: none of them is a superuser.
 *
 * @param url for JDBC
 * @param user a role for people and tests, which sees and changes the rows of all organizations
 * @param owner the role that makes the schema; it sees no organization's rows
 * @param application the role of the API; it owns nothing, and sees one organization's rows at a time
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

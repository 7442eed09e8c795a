package dev.tandem.workflows.command;

/**
 * Identifies who commands.
 *
 * @param commandId id of this one command, however often it is sent
 * @param by the key or the person, as the API knows them; not a secret
 */
public record Operator(String commandId, String by) {

    /**
     * Identities of operators in a LiveKit room begin with this prefix. An agent never takes such a participant for its
     * caller.
     */
    public static final String IDENTITY_PREFIX = "operator-";
}

package dev.tandem.workflows.command;

/**
 * Who commands.
 *
 * @param commandId of this one command, however often it is sent
 * @param by the key or the person, as the API knows it; no secret
 */
public record Operator(String commandId, String by) {

    /** Identities of operators in a LiveKit room begin so: an agent never takes one for its caller. */
    public static final String IDENTITY_PREFIX = "operator-";
}

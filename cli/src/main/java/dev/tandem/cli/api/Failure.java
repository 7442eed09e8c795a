package dev.tandem.cli.api;

/** Ends the command with a message for its user. */
public final class Failure extends RuntimeException {

    /** Something that was judged did not pass, or a change was refused. */
    public static final int REFUSED = 1;

    /** The command was used wrongly: an option, a file. */
    public static final int USAGE = 2;

    /** The API could not be asked: it is away, or does not take the key. */
    public static final int UNREACHABLE = 3;

    private final int exitCode;

    private Failure(int exitCode, String message) {
        super(message);
        this.exitCode = exitCode;
    }

    public static Failure refused(String message) {
        return new Failure(REFUSED, message);
    }

    public static Failure usage(String message) {
        return new Failure(USAGE, message);
    }

    public static Failure unreachable(String message) {
        return new Failure(UNREACHABLE, message);
    }

    public int exitCode() {
        return exitCode;
    }
}

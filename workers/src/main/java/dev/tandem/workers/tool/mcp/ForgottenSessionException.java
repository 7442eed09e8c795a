package dev.tandem.workers.tool.mcp;

/** Reports that a server does not know a session any more. It did nothing with the request. */
final class ForgottenSessionException extends RuntimeException {

    ForgottenSessionException() {
        super("the MCP server does not know the session any more");
    }
}

package dev.tandem.workers.provider;

import dev.tandem.workers.egress.EgressDeniedException;
import dev.tandem.workers.provider.ProviderException.Reason;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.UnknownHostException;
import javax.net.ssl.SSLException;

/** Why a service could not be reached, or its connection broke, sorted and said. */
public record Unreached(Reason reason, String sentence) {

    /**
     * Sorts the fault of a connection.
     *
     * @param whom begins the sentence
     * @param late what a service has not done that took too long
     */
    public static Unreached of(String whom, Throwable fault, String late) {
        return switch (fault) {
            case EgressDeniedException denied -> new Unreached(Reason.WRONG_REQUEST, whom + ": " + denied.getMessage());
            case SSLException _ ->
                new Unreached(
                        Reason.UNAVAILABLE,
                        whom + " shows no certificate that fits; check base_url, or the proxy in between.");
            case InterruptedIOException _ -> new Unreached(Reason.LATE, whom + " " + late);
            default -> broken(whom, fault);
        };
    }

    private static Unreached broken(String whom, Throwable fault) {
        Throwable first = fault;
        while (first.getCause() instanceof IOException inner) {
            first = inner;
        }
        if (first instanceof UnknownHostException) {
            return new Unreached(Reason.UNAVAILABLE, whom + " has no address; correct base_url.");
        }
        String said = String.valueOf(first.getMessage());
        return new Unreached(
                Reason.UNAVAILABLE,
                said.startsWith("the proxy")
                        ? whom + " cannot be reached: " + said + " (HTTPS_PROXY)."
                        : whom + " cannot be reached, or the connection broke.");
    }
}

package dev.tandem.cli.api;

import java.net.http.HttpHeaders;
import java.util.Optional;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;

/**
 * An answer of the API.
 *
 * @param body a problem (RFC 9457) where the status is 400 or more
 */
public record Answer(int status, HttpHeaders headers, JsonNode body) {

    public boolean isFine() {
        return status < 300;
    }

    /** Returns the problem's type without its address, such as {@code required-tests}; empty: this is no problem. */
    public String problem() {
        String type = body.path("type").asString("");
        return isFine() ? "" : type.substring(type.lastIndexOf('/') + 1);
    }

    public Optional<String> header(String name) {
        return headers.firstValue(name);
    }

    /** Returns this answer's body if it is fine; otherwise fails with what the API says. */
    public JsonNode fine() {
        if (isFine()) {
            return body;
        }
        String message = message();
        if (status == 401 || status == 403 || status >= 500 || status == 429) {
            throw Failure.unreachable(message);
        }
        throw Failure.refused(message);
    }

    /** Returns what the API says of a problem: a sentence, and a line for each fault. */
    public String message() {
        String detail = body.path("detail").asString("the API answered " + status);
        String faults = body.path("problems")
                .valueStream()
                .map(problem -> "\n  " + problem.path("pointer").asString("") + " "
                        + problem.path("message").asString(""))
                .collect(Collectors.joining());
        return detail + faults;
    }
}

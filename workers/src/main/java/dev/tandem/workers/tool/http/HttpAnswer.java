package dev.tandem.workers.tool.http;

import dev.tandem.workers.tool.ToolFault;
import dev.tandem.workers.workspace.Redaction;
import java.io.IOException;
import java.util.Objects;
import okhttp3.Response;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

/**
 * The answer of a service, read as a whole.
 *
 * @param location where a redirect leads; empty: nowhere
 */
record HttpAnswer(int status, MediaTypeName type, String location, Body body) {

    /** The most characters of an error that go to the model. */
    private static final int LONGEST_ERROR = 300;

    /** The bytes of an answer, unpacked and decoded. */
    sealed interface Body {

        record Text(String text) implements Body {}

        /** @param why a sentence's end: what nobody here can read */
        record Unreadable(String why) implements Body {}
    }

    static HttpAnswer read(Response response) throws IOException {
        MediaTypeName type = MediaTypeName.of(header(response, "Content-Type"));
        return new HttpAnswer(response.code(), type, header(response, "Location"), AnswerBytes.read(response, type));
    }

    private static String header(Response response, String name) {
        return Objects.requireNonNullElse(response.header(name), "");
    }

    /**
     * Returns the content of an answer that is no error.
     *
     * @param redaction hides secrets in the service's message before it is shortened: half a secret would not be found
     * @throws ToolFault if it is an error, or nobody can read it
     */
    JsonNode content(Redaction redaction) {
        if (status < 200 || status >= 300) {
            throw new ToolFault(ToolFault.Kind.ofStatus(status), message(redaction));
        }
        return switch (body) {
            case Body.Text(String text) -> AnswerContent.of(type, text);
            case Body.Unreadable(String why) ->
                throw new ToolFault(ToolFault.Kind.UNREADABLE, "the service's answer " + why);
        };
    }

    private String message(Redaction redaction) {
        String told = redaction.text(told());
        String message = told.isEmpty() ? "the service answered with status " + status : told;
        return message.length() <= LONGEST_ERROR ? message : message.substring(0, LONGEST_ERROR) + "…";
    }

    private String told() {
        return switch (body) {
            case Body.Text(String text) ->
                ServiceMessage.in(AnswerContent.orElse(type, text, JsonNodeFactory.instance.missingNode()));
            case Body.Unreadable _ -> "";
        };
    }
}

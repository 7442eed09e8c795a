package dev.tandem.workers.tool.http;

import dev.tandem.workers.tool.ToolFault;
import dev.tandem.workers.workspace.Redaction;
import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpResponse;
import java.nio.charset.Charset;
import java.nio.charset.IllegalCharsetNameException;
import java.nio.charset.StandardCharsets;
import java.nio.charset.UnsupportedCharsetException;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.JsonNodeFactory;

/** The answer of a service, read as a whole. */
record HttpAnswer(int status, String contentType, String location, String text) {

    /** The most bytes of an answer. The model could not make use of a larger one. */
    static final int LARGEST = 1024 * 1024;

    private static final JsonMapper JSON = JsonMapper.shared();
    private static final Pattern CHARSET = Pattern.compile("charset=\"?([\\w.:-]+)", Pattern.CASE_INSENSITIVE);
    /** The most characters of an error that go to the model. */
    private static final int LONGEST_ERROR = 300;

    static HttpAnswer read(HttpResponse<?> response, InputStream body) throws IOException {
        byte[] bytes = body.readNBytes(LARGEST + 1);
        if (bytes.length > LARGEST) {
            throw new ToolFault(ToolFault.Kind.REFUSED, "the service's answer is larger than 1 MiB");
        }
        String contentType =
                response.headers().firstValue("Content-Type").orElse("").toLowerCase(Locale.ROOT);
        return new HttpAnswer(
                response.statusCode(),
                contentType,
                response.headers().firstValue("Location").orElse(""),
                new String(bytes, charset(contentType)));
    }

    private static Charset charset(String contentType) {
        Matcher charset = CHARSET.matcher(contentType);
        try {
            return charset.find() ? Charset.forName(charset.group(1)) : StandardCharsets.UTF_8;
        } catch (IllegalCharsetNameException | UnsupportedCharsetException unknown) {
            return StandardCharsets.UTF_8;
        }
    }

    /**
     * Returns this answer, unless it is an error.
     *
     * @param redaction hides secrets in the service's message before it is shortened: half a secret would not be found
     */
    HttpAnswer orFault(Redaction redaction) {
        if (status < 400) {
            return this;
        }
        boolean later = status >= 500 || status == 429 || status == 408;
        throw new ToolFault(later ? ToolFault.Kind.UNAVAILABLE : ToolFault.Kind.REFUSED, message(redaction));
    }

    private String message(Redaction redaction) {
        String told = redaction.text(told());
        String message = told.isEmpty() ? "the service answered with status " + status : told;
        return message.length() <= LONGEST_ERROR ? message : message.substring(0, LONGEST_ERROR) + "…";
    }

    /** Returns the service's own message, in the usual shapes of errors. */
    private String told() {
        if (!looksLikeJson()) {
            return contentType.startsWith("text/plain") ? text.strip() : "";
        }
        try {
            JsonNode body = JSON.readTree(text);
            for (String pointer : new String[] {"/message", "/error/message", "/error", "/detail", "/title"}) {
                if (body.at(pointer).isString()) {
                    return body.at(pointer).asString();
                }
            }
            return "";
        } catch (JacksonException notJson) {
            return "";
        }
    }

    /** Returns the answer as JSON; text is wrapped. */
    JsonNode content() {
        if (text.isBlank()) {
            return JsonNodeFactory.instance.objectNode();
        }
        if (!looksLikeJson()) {
            return JsonNodeFactory.instance.objectNode().put("text", text);
        }
        try {
            return JSON.readTree(text);
        } catch (JacksonException notJson) {
            throw new ToolFault(ToolFault.Kind.REFUSED, "the service calls its answer JSON, but it is not", notJson);
        }
    }

    private boolean looksLikeJson() {
        return contentType.contains("json");
    }
}

package dev.tandem.api.edge.idempotency;

import dev.tandem.api.http.problem.ApiProblem;
import jakarta.servlet.http.HttpServletRequest;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;

/**
 * A request and the key that its sender gave it.
 *
 * @param organization id
 * @param fingerprint hash of route, query, precondition, media type and body
 */
record KeyedRequest(UUID organization, String key, String fingerprint) {

    static final String HEADER = "Idempotency-Key";

    /** A key is printable ASCII. The quotes of a structured field (RFC 8941) are part of it. */
    private static final Pattern FORM = Pattern.compile("[\\x21-\\x7E]{1,255}");

    /** @throws ApiProblem 400 if the header is not a key */
    static KeyedRequest of(UUID organization, String key, HttpServletRequest request, byte[] body) {
        if (!FORM.matcher(key).matches()) {
            throw ApiProblem.of(
                    HttpStatus.BAD_REQUEST,
                    "invalid-idempotency-key",
                    "An Idempotency-Key has 1 to 255 printable ASCII characters and no space, such as a UUID.");
        }
        return new KeyedRequest(organization, key, fingerprint(request, body));
    }

    boolean isTheSameAs(String otherFingerprint) {
        return fingerprint.equals(otherFingerprint);
    }

    private static String fingerprint(HttpServletRequest request, byte[] body) {
        MessageDigest sha256 = sha256();
        add(sha256, request.getMethod());
        add(sha256, request.getRequestURI());
        add(sha256, request.getQueryString());
        add(sha256, request.getHeader(HttpHeaders.IF_MATCH));
        add(sha256, request.getContentType());
        sha256.update(body);
        return HexFormat.of().formatHex(sha256.digest());
    }

    private static void add(MessageDigest digest, @Nullable String part) {
        digest.update(String.valueOf(part).getBytes(StandardCharsets.UTF_8));
        digest.update((byte) '\n');
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}

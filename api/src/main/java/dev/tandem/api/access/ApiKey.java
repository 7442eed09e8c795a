package dev.tandem.api.access;

import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Optional;
import java.util.regex.Pattern;

/** An API key in the form that its owner holds: {@code tdm_} and at least 20 characters. Only its hash is stored. */
public record ApiKey(String text) {

    private static final Pattern FORM = Pattern.compile("tdm_[A-Za-z0-9_-]{20,200}");
    private static final int PREFIX_LENGTH = 12;
    private static final int SECRET_BYTES = 32;

    static Optional<ApiKey> parse(String text) {
        return FORM.matcher(text).matches() ? Optional.of(new ApiKey(text)) : Optional.empty();
    }

    /** @throws IllegalStateException if the setting is not a key; the message does not repeat the setting */
    public static ApiKey ofSetting(String text) {
        return parse(text)
                .orElseThrow(() -> new IllegalStateException("TANDEM_BOOTSTRAP_KEY is not a key: give tdm_ and 20 to"
                        + " 200 letters, digits, _ or -, or leave it out, and a key is made."));
    }

    public static ApiKey random() {
        byte[] secret = new byte[SECRET_BYTES];
        new SecureRandom().nextBytes(secret);
        return new ApiKey("tdm_" + Base64.getUrlEncoder().withoutPadding().encodeToString(secret));
    }

    /** Returns the first characters, which are stored and shown to tell keys apart. */
    public String prefix() {
        return text.substring(0, PREFIX_LENGTH);
    }

    public byte[] hash() {
        return Sha256.sha256(text.getBytes(StandardCharsets.US_ASCII));
    }

    @Override
    public String toString() {
        return prefix() + "…";
    }
}

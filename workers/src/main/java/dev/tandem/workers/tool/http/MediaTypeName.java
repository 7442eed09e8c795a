package dev.tandem.workers.tool.http;

import java.nio.charset.Charset;
import java.nio.charset.IllegalCharsetNameException;
import java.nio.charset.UnsupportedCharsetException;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a service says its answer is.
 *
 * @param name in small letters, without parameters; empty: it says nothing
 */
record MediaTypeName(String name, Optional<Charset> charset) {

    private static final Pattern CHARSET = Pattern.compile("charset=\"?([\\w.:-]+)", Pattern.CASE_INSENSITIVE);

    static MediaTypeName of(String contentType) {
        int parameters = contentType.indexOf(';');
        String name = parameters < 0 ? contentType : contentType.substring(0, parameters);
        Matcher charset = CHARSET.matcher(contentType);
        return new MediaTypeName(
                name.strip().toLowerCase(Locale.ROOT), charset.find() ? charset(charset.group(1)) : Optional.empty());
    }

    private static Optional<Charset> charset(String name) {
        try {
            return Optional.of(Charset.forName(name));
        } catch (IllegalCharsetNameException | UnsupportedCharsetException unknown) {
            return Optional.empty();
        }
    }

    boolean isSilent() {
        return name.isEmpty();
    }

    boolean isJson() {
        return name.endsWith("json");
    }

    boolean isText() {
        return name.startsWith("text/");
    }

    boolean isMarkup() {
        return name.endsWith("html") || name.endsWith("xml");
    }
}

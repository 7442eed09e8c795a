package dev.tandem.workers.tool.http;

import dev.tandem.workers.tool.http.HttpAnswer.Body;
import java.io.ByteArrayInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.zip.GZIPInputStream;
import java.util.zip.Inflater;
import java.util.zip.InflaterInputStream;
import java.util.zip.ZipException;
import okhttp3.Response;

/** Reads, unpacks and decodes an answer. Neither what comes nor what it unpacks to is read beyond a bound. */
final class AnswerBytes {

    /** The most bytes of an answer, packed and unpacked. */
    static final int LARGEST = 1024 * 1024;

    private static final int MOST_CODINGS = 3;

    private AnswerBytes() {}

    /** @throws IOException if the answer breaks off */
    static Body read(Response response, MediaTypeName type) throws IOException {
        byte[] bytes = response.body().byteStream().readNBytes(LARGEST + 1);
        List<String> codings = codings(response);
        if (codings.size() > MOST_CODINGS) {
            return new Body.Unreadable("is packed more than " + MOST_CODINGS + " times");
        }
        for (String coding : codings.reversed()) {
            if (bytes.length == 0 || bytes.length > LARGEST) {
                break;
            }
            try (InputStream unpacking = unpacking(coding, bytes)) {
                bytes = unpacking.readNBytes(LARGEST + 1);
            } catch (UnknownCodingException unknown) {
                return new Body.Unreadable(
                        "is packed with " + coding + ", which was not asked for; gzip and deflate are read");
            } catch (ZipException | EOFException broken) {
                return new Body.Unreadable("says that it is packed with " + coding + ", and it is not");
            }
        }
        return bytes.length > LARGEST
                ? new Body.Unreadable("is larger than 1 MiB")
                : new Body.Text(decoded(bytes, type));
    }

    private static List<String> codings(Response response) {
        List<String> codings = new ArrayList<>();
        for (String header : response.headers("Content-Encoding")) {
            for (String coding : header.split(",", -1)) {
                String name = coding.strip().toLowerCase(Locale.ROOT);
                if (!name.isEmpty() && !name.equals("identity")) {
                    codings.add(name);
                }
            }
        }
        return codings;
    }

    private static InputStream unpacking(String coding, byte[] bytes) throws IOException {
        return switch (coding) {
            case "gzip", "x-gzip" -> new GZIPInputStream(new ByteArrayInputStream(bytes));
            case "deflate" -> inflating(bytes);
            default -> throw new UnknownCodingException();
        };
    }

    /** Some services send {@code deflate} without zlib's head (RFC 1950), which the standard wants. */
    private static InputStream inflating(byte[] bytes) {
        boolean hasHead =
                bytes.length > 1 && (bytes[0] & 0x0f) == 8 && (((bytes[0] & 0xff) << 8) | (bytes[1] & 0xff)) % 31 == 0;
        Inflater inflater = new Inflater(!hasHead);
        return new InflaterInputStream(new ByteArrayInputStream(bytes), inflater) {
            @Override
            public void close() throws IOException {
                super.close();
                inflater.end();
            }
        };
    }

    /** Decodes by the byte order mark, the declared charset, or as UTF-8; JSON in UTF-16 shows itself by its zeros. */
    private static String decoded(byte[] bytes, MediaTypeName type) {
        if (startsWith(bytes, 0xef, 0xbb, 0xbf)) {
            return new String(bytes, 3, bytes.length - 3, StandardCharsets.UTF_8);
        }
        if (startsWith(bytes, 0xff, 0xfe)) {
            return new String(bytes, 2, bytes.length - 2, StandardCharsets.UTF_16LE);
        }
        if (startsWith(bytes, 0xfe, 0xff)) {
            return new String(bytes, 2, bytes.length - 2, StandardCharsets.UTF_16BE);
        }
        return new String(bytes, type.charset().orElseGet(() -> guessed(bytes)));
    }

    private static Charset guessed(byte[] bytes) {
        if (bytes.length > 1 && bytes[0] == 0 && bytes[1] != 0) {
            return StandardCharsets.UTF_16BE;
        }
        return bytes.length > 1 && bytes[0] != 0 && bytes[1] == 0 ? StandardCharsets.UTF_16LE : StandardCharsets.UTF_8;
    }

    private static boolean startsWith(byte[] bytes, int... mark) {
        for (int i = 0; i < mark.length; i++) {
            if (bytes.length <= i || (bytes[i] & 0xff) != mark[i]) {
                return false;
            }
        }
        return true;
    }

    private static final class UnknownCodingException extends IOException {}
}

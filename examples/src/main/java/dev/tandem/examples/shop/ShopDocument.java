package dev.tandem.examples.shop;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Reads the configuration document of the shop's phone line: {@code examples/shop/shop.json}. */
public final class ShopDocument {

    private static final String BACKEND = "http://127.0.0.1:" + ShopBackend.PORT;

    private ShopDocument() {}

    /** Returns the document unchanged: its tools ask the backend at port {@value ShopBackend#PORT} of this machine. */
    public static JsonNode read() {
        return withBackend(URI.create(BACKEND));
    }

    /**
     * Returns the document with its tools at another backend.
     *
     * @param backend base URL, without a slash at its end
     */
    public static JsonNode withBackend(URI backend) {
        try (InputStream document = ShopDocument.class.getResourceAsStream("/shop/shop.json")) {
            if (document == null) {
                throw new IllegalStateException("shop/shop.json is not on the class path: build the examples module");
            }
            String text = new String(document.readAllBytes(), StandardCharsets.UTF_8);
            return JsonMapper.shared().readTree(text.replace(BACKEND, backend.toString()));
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }
}

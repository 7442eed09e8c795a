package dev.tandem.examples.shop;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ShopBackendTest {

    private final HttpClient client = HttpClient.newHttpClient();
    private ShopBackend backend;

    @BeforeEach
    void start() throws IOException {
        backend = ShopBackend.start(0);
    }

    @AfterEach
    void stop() {
        backend.close();
        client.close();
    }

    @ParameterizedTest
    @CsvSource({
        "/orders/A1234, 200, out for delivery",
        "/orders/Z0000, 404, There is no order Z0000.",
        "/invoices?customer=C7781, 200, $42.50",
        "/invoices?customer=Z0000, 404, There is no invoice for customer Z0000.",
        "/invoices, 404, ?customer=",
        "/return-policy, 200, thirty days",
    })
    void answersWithWhatTheShopKnows(String path, int status, String words) throws Exception {
        HttpResponse<String> answer = get(path, "key");
        assertThat(answer.statusCode()).isEqualTo(status);
        assertThat(answer.body()).contains(words);
    }

    @Test
    void countsRequestsByTheirKey() throws Exception {
        get("/orders/A1234", "call-1/2/0/0");
        get("/orders/A1234", "call-1/2/0/0");
        get("/return-policy", "call-1/3/0/0");
        assertThat(backend.requestsByKey()).containsEntry("call-1/2/0/0", 2).containsEntry("call-1/3/0/0", 1);
        assertThat(get("/calls", "key").body()).isEqualTo("{\"call-1/2/0/0\":2,\"call-1/3/0/0\":1}");
    }

    private HttpResponse<String> get(String path, String key) throws Exception {
        var request = HttpRequest.newBuilder(URI.create(backend.url() + path))
                .header("Idempotency-Key", key)
                .build();
        return client.send(request, BodyHandlers.ofString());
    }
}

package dev.tandem.api.http.problem;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tandem.api.ApiClient;
import dev.tandem.api.ApiTest;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

class ProblemsIT extends ApiTest {

    @TestFactory
    Stream<DynamicTest> everyTypeLeadsToItsExplanation() {
        return StreamSupport.stream(ErrorCatalogue.load().entries().spliterator(), false)
                .map(entry -> DynamicTest.dynamicTest(entry.name(), () -> {
                    String type = "/api/problems/" + entry.name();

                    ApiClient.Answer explained = client("").get(type).expect(200);
                    String page = page(type).expect(200).response().body();

                    assertThat(explained.text("/status")).isEqualTo(Integer.toString(entry.status()));
                    assertThat(explained.text("/explanation")).isEqualTo(entry.explanation());
                    assertThat(page).startsWith("<!doctype html>").contains("<h1>" + entry.name() + "</h1>");
                }));
    }

    @Test
    void aTypeThatThereIsNotIsNotExplained() {
        api.get("/api/problems/bad-luck").problem(404, "not-found");
    }

    @Test
    void whoeverAcceptsNothingThatIsServedIsToldSo() {
        api.send(api.request("/api/workflows").header("Accept", "text/csv").GET())
                .problem(406, "not-acceptable");
    }

    private ApiClient.Answer page(String type) {
        ApiClient browser = client("");
        return browser.send(browser.request(type).header("Accept", "text/html").GET());
    }
}

package dev.tandem.api.edge.console;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tandem.api.ApiClient.Answer;
import dev.tandem.api.ApiTest;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class ConsoleIT extends ApiTest {

    @Test
    void anybodyGetsThePageAndItIsAskedForAgainEachTime() {
        Answer page = client("").get("/").expect(200);

        assertThat(page.header("Content-Type")).startsWith("text/html");
        assertThat(page.header("Cache-Control")).contains("no-cache");
        assertThat(page.header("Content-Security-Policy")).contains("connect-src 'self' wss://rooms.example.com");
        assertThat(page.header("X-Content-Type-Options")).isEqualTo("nosniff");
        assertThat(page.response().body()).contains("<main").doesNotContain("onclick", "<style");
    }

    @Test
    void whatThePageLoadsIsThereAndMayBeKept() {
        Matcher assets = Pattern.compile("/assets/[\\w.-]+")
                .matcher(client("").get("/").response().body());

        assertThat(assets.results().map(asset -> client("").get(asset.group()).expect(200)))
                .hasSizeGreaterThanOrEqualTo(2)
                .allSatisfy(
                        asset -> assertThat(asset.header("Cache-Control")).contains("immutable", "max-age=31536000"));
    }

    @Test
    void aPageThatIsNotThereIsNotFound() {
        client("").get("/assets/nothing.js").problem(404, "not-found");
    }
}

package dev.tandem.api.apikey;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tandem.api.ApiClient;
import dev.tandem.api.ApiClient.Answer;
import dev.tandem.api.ApiTest;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ApiKeysIT extends ApiTest {

    private ApiClient owner = client("");

    @BeforeEach
    void organizationOfItsOwn() {
        String slug = "keys-" + UUID.randomUUID().toString().substring(0, 8);
        owner = client(client(ADMIN_KEY)
                .post("/api/organizations", "{\"name\": \"Keys\", \"slug\": \"" + slug + "\"}")
                .expect(201)
                .text("/key"));
    }

    @Test
    void aNewKeyIsShownOnceAndOpensWhatItsRoleSays() {
        Answer created = create("""
                {"name": " Night shift ", "role": "operator"}""").expect(201);

        assertThat(created.text("/key")).matches("tdm_[A-Za-z0-9_-]{43}").startsWith(created.text("/prefix"));
        assertThat(created.text("/name")).isEqualTo("Night shift");
        assertThat(created.header("Cache-Control")).contains("no-store");
        client(created.text("/key")).get("/api/calls").expect(200);
        client(created.text("/key")).get("/api/api-keys").problem(403, "forbidden");
        Answer read = owner.get(created.header("Location")).expect(200);
        assertThat(read.text("/role")).isEqualTo("operator");
        assertThat(read.text("/last_used_at")).isNotBlank();
        assertThat(read.response().body()
                        + owner.get("/api/api-keys").response().body())
                .doesNotContain(created.text("/key"))
                .doesNotContain("hash");
    }

    @Test
    void aRevokedKeyOpensNothingFromThenOn() {
        Answer created = create("{\"name\": \"Lost\", \"role\": \"editor\"}").expect(201);
        ApiClient finder = client(created.text("/key"));
        finder.get("/api/workflows").expect(200);

        delete(created.header("Location")).expect(204);

        finder.get("/api/workflows").problem(401, "unauthorized");
        String revokedAt = owner.get(created.header("Location")).expect(200).text("/revoked_at");
        delete(created.header("Location")).expect(204);
        assertThat(owner.get(created.header("Location")).text("/revoked_at")).isEqualTo(revokedAt);
        owner.patch(created.header("Location"), "{\"name\": \"Found\"}").problem(409, "revoked");
    }

    @Test
    void aKeyExpires() {
        Instant soon = Instant.now().plus(1, ChronoUnit.HOURS).truncatedTo(ChronoUnit.SECONDS);

        Answer created = create("{\"name\": \"Guest\", \"role\": \"viewer\", \"expires_at\": \"" + soon + "\"}")
                .expect(201);
        String sooner = soon.minusSeconds(60).toString();
        owner.patch(created.header("Location"), "{\"expires_at\": \"" + sooner + "\"}")
                .expect(200);

        assertThat(created.text("/expires_at")).isEqualTo(soon.toString());
        assertThat(owner.get(created.header("Location")).text("/expires_at")).isEqualTo(sooner);
        jdbc.sql("update api_key set expires_at = now() where id = :id")
                .param("id", UUID.fromString(created.text("/id")))
                .update();
        client(created.text("/key")).get("/api/workflows").problem(401, "unauthorized");
    }

    @Test
    void saysAllThatIsWrongWithAKey() {
        Answer refused = create("{\"name\": \"\", \"role\": \"king\", \"expires_at\": \"2001-01-01T00:00:00Z\"}")
                .problem(422, "invalid-request");

        assertThat(refused.body().path("problems").findValuesAsString("pointer"))
                .containsExactly("/name", "/role", "/expires_at");
    }

    @Test
    void theLastOwnersKeyStays() {
        String first = owner.get("/api/api-keys").expect(200).text("/items/0/id");
        create("{\"name\": \"Reads\", \"role\": \"viewer\"}").expect(201);

        delete("/api/api-keys/" + first).problem(409, "last-owner-key");
        create("{\"name\": \"Second\", \"role\": \"owner\"}").expect(201);
        delete("/api/api-keys/" + first).expect(204);
    }

    @Test
    void listsKeysPageByPageNewestFirst() {
        create("{\"name\": \"B\", \"role\": \"viewer\"}").expect(201);
        create("{\"name\": \"C\", \"role\": \"viewer\"}").expect(201);

        Answer page = owner.get("/api/api-keys?limit=2").expect(200);
        Answer next = owner.get("/api/api-keys?limit=2&cursor=" + page.text("/next_cursor"))
                .expect(200);

        assertThat(page.body().path("items").findValuesAsString("name")).containsExactly("C", "B");
        assertThat(next.body().path("items").findValuesAsString("name")).containsExactly("first");
    }

    private Answer create(String body) {
        return owner.post("/api/api-keys", body);
    }

    private Answer delete(String path) {
        return owner.send(owner.request(path).DELETE());
    }
}

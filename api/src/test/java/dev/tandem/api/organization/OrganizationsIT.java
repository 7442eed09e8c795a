package dev.tandem.api.organization;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tandem.api.ApiClient;
import dev.tandem.api.ApiClient.Answer;
import dev.tandem.api.ApiTest;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class OrganizationsIT extends ApiTest {

    private final String slug = "org-" + UUID.randomUUID().toString().substring(0, 8);

    @Test
    void aNewOrganizationHasAKeyThatOpensItAndIsShownOnce() {
        Answer created = admin().post("/api/organizations", """
                        {"name": "Lantern Books", "slug": "%s", "time_zone": "Europe/Vienna", "retention_days": 30}
                        """.formatted(slug)).expect(201);

        ApiClient owner = client(created.text("/key"));
        owner.post("/api/workflows", "{\"name\": \"Theirs\"}").expect(201);
        assertThat(owner.get("/api/workflows").body().path("items")).hasSize(1);
        Answer read = admin().get(created.header("Location")).expect(200);
        assertThat(read.body()).isEqualTo(created.body().path("organization"));
        assertThat(read.text("/slug")).isEqualTo(slug);
        assertThat(read.text("/time_zone")).isEqualTo("Europe/Vienna");
        assertThat(read.text("/retention_days")).isEqualTo("30");
        assertThat(admin().get("/api/organizations").response().body()).doesNotContain(created.text("/key"));
    }

    @Test
    void changesWhatIsGivenAndKeepsTheRest() {
        String path = create().header("Location");

        admin().patch(path, "{\"retention_days\": 7}").expect(200);
        Answer renamed = admin().patch(path, "{\"name\": \"Renamed\"}").expect(200);
        Answer kept = admin().patch(path, "{\"retention_days\": null}").expect(200);

        assertThat(renamed.text("/name")).isEqualTo("Renamed");
        assertThat(renamed.text("/retention_days")).isEqualTo("7");
        assertThat(kept.body().get("retention_days").isNull()).isTrue();
        assertThat(kept.text("/name")).isEqualTo("Renamed");
        admin().patch(path, "{\"slug\": \"other\"}").problem(422, "invalid-request");
        admin().patch(path, "{\"retention_days\": 1.5}").problem(422, "invalid-request");
    }

    @Test
    void limitsAreTheInstallationsUntilTheAdministratorGivesOthers() {
        String path = create().header("Location");
        String streams = admin().get(path).expect(200).text("/limits/streams");

        admin().patch(path, "{\"limits\": {\"live_calls\": 7, \"streams\": 3}}").expect(200);
        Answer changed =
                admin().patch(path, "{\"limits\": {\"streams\": null}}").expect(200);

        assertThat(streams).isEqualTo("100");
        assertThat(changed.text("/limits/live_calls")).isEqualTo("7");
        assertThat(changed.text("/limits/streams")).isEqualTo(streams);
        for (String wrong : new String[] {"{\"live_calls\": 0}", "{\"streams\": \"many\"}", "{\"rooms\": 1}"}) {
            admin().patch(path, "{\"limits\": " + wrong + "}").problem(422, "invalid-request");
        }
        api.patch(path, "{\"limits\": {\"live_calls\": 1000}}").problem(403, "forbidden");
    }

    @Test
    void saysAllThatIsWrongWithAnOrganization() {
        Answer refused = admin().post("/api/organizations", """
                        {"name": "", "slug": "Not A Slug", "time_zone": "Mars/Base", "retention_days": 0}
                        """).problem(422, "invalid-request");

        assertThat(refused.body().path("problems").findValuesAsString("pointer"))
                .containsExactly("/name", "/slug", "/time_zone", "/retention_days");
    }

    @Test
    void aSlugIsTakenOnce() {
        create();

        admin().post("/api/organizations", body()).problem(409, "slug-taken");
    }

    @Test
    void listsThemNewestFirst() {
        create();

        Answer page = admin().get("/api/organizations?limit=1").expect(200);
        Answer next = admin().get("/api/organizations?limit=1&cursor=" + page.text("/next_cursor"))
                .expect(200);

        assertThat(page.text("/items/0/slug")).isEqualTo(slug);
        assertThat(next.text("/items/0/slug")).isNotEqualTo(slug);
    }

    @Test
    void theAdministratorsKeyOpensNoOrganization() {
        admin().get("/api/workflows").problem(401, "unauthorized");
        client(ADMIN_KEY + "x").get("/api/organizations").problem(403, "forbidden");
        admin().get("/api/organizations/" + UUID.randomUUID()).problem(404, "not-found");
        admin().patch("/api/organizations/" + UUID.randomUUID(), "{\"name\": \"Nobody\"}")
                .problem(404, "not-found");
    }

    private ApiClient admin() {
        return client(ADMIN_KEY);
    }

    private Answer create() {
        return admin().post("/api/organizations", body()).expect(201);
    }

    private String body() {
        return "{\"name\": \"Tenant\", \"slug\": \"" + slug + "\"}";
    }
}

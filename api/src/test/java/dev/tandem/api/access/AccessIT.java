package dev.tandem.api.access;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tandem.api.ApiClient;
import dev.tandem.api.ApiTest;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AccessIT extends ApiTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/api/workflows",
                "/api/calls",
                "/api/workflow-versions/00000000-0000-0000-0000-000000000000",
                "/api/nothing",
                "/api;x=y/workflows"
            })
    void asksForAKey(String path) {
        assertThat(client("").get(path).problem(401, "unauthorized").header("WWW-Authenticate"))
                .isEqualTo("Bearer");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "tdm_test_0123456789abcdefghik",
                "tdm_other_0123456789abcdefghij",
                "x",
                "tdm_test_0123456789abcdefghij " + "more"
            })
    void refusesAKeyThatIsNone(String key) {
        client(key).get("/api/workflows").problem(401, "unauthorized");
    }

    @Test
    void asksNoKeyForHealthAndPages() {
        assertThat(client("").get("/readyz").expect(200).text("/status")).isEqualTo("UP");
        assertThat(client("").get("/livez").status()).isEqualTo(200);
        assertThat(client("").get("/").status()).isIn(200, 404);
        assertThat(client("").get("/actuator/env").status()).isEqualTo(404);
    }

    @Test
    void aKeyThatHasExpiredOrWasRevokedOpensNothing() throws Exception {
        String expired = key("tandem", "tdm_expired_0123456789abcdef", "expires_at = now() - interval '1 second'");
        String revoked = key("tandem", "tdm_revoked_0123456789abcdef", "revoked_at = now()");
        String valid = key("tandem", "tdm_valid_0123456789abcdefgh", "expires_at = now() + interval '1 hour'");

        client(expired).get("/api/workflows").problem(401, "unauthorized");
        client(revoked).get("/api/workflows").problem(401, "unauthorized");
        client(valid).get("/api/workflows").expect(200);
    }

    @Test
    void keepsOnlyAKeysHashAndWhenItWasUsed() {
        api.get("/api/workflows").expect(200);

        assertThat(jdbc.sql("select k::text from api_key k where prefix = :prefix")
                        .param("prefix", KEY.substring(0, 12))
                        .query(String.class)
                        .single())
                .doesNotContain(KEY);
        assertThat(jdbc.sql("select last_used_at > now() - interval '2 minutes' from api_key where prefix = :prefix")
                        .param("prefix", KEY.substring(0, 12))
                        .query(Boolean.class)
                        .single())
                .isTrue();
    }

    @Test
    void aRoleThatIsTooLowIsRefusedAndToldWhichIsNeeded() throws Exception {
        ApiClient viewer = client(key("tandem", "tdm_viewer_0123456789abcdef", "role = 'viewer'"));

        viewer.get("/api/workflows").expect(200);
        assertThat(viewer.post("/api/workflows", "{\"name\": \"Mine\"}")
                        .problem(403, "forbidden")
                        .text("/detail"))
                .contains("needs the role editor")
                .contains("yours is viewer");
    }

    @Test
    void whatBelongsToAnotherOrganizationIsNotThere() throws Exception {
        String ours = shop("Ours alone");
        String workflow = workflowOf(ours);
        jdbc.sql("insert into organization (name, slug) values ('Other', 'other') on conflict do nothing")
                .update();
        ApiClient other = client(key("other", "tdm_stranger_0123456789abcde", "name = 'other'"));

        other.get("/api/workflows/" + workflow).problem(404, "not-found");
        other.get("/api/workflows/" + workflow + "/versions").problem(404, "not-found");
        other.post("/api/workflows/" + workflow + "/versions").problem(404, "not-found");
        other.get("/api/workflow-versions/" + ours).problem(404, "not-found");
        other.patch("/api/workflow-versions/" + ours, "{\"config\": {}}").problem(404, "not-found");
        other.post("/api/workflow-versions/" + ours + "/publish").problem(404, "not-found");
        other.post("/api/workflow-versions/" + ours + "/validate").problem(404, "not-found");
        other.post("/api/calls", "{\"workflow_id\": \"" + workflow + "\"}").problem(404, "not-found");
        other.post("/api/calls", "{\"workflow_version_id\": \"" + ours + "\"}").problem(404, "not-found");
        assertThat(other.get("/api/workflows").expect(200).body().path("items")).isEmpty();
        assertThat(other.get("/api/calls").expect(200).body().path("items")).isEmpty();
    }

    private String key(String slug, String key, String change) throws Exception {
        UUID id = UUID.randomUUID();
        jdbc.sql("""
                        insert into api_key (id, organization_id, name, prefix, hash, role)
                        select :id, id, 'test', :prefix, :hash, 'owner' from organization where slug = :slug
                        """)
                .param("id", id)
                .param("prefix", key.substring(0, 12))
                .param("hash", MessageDigest.getInstance("SHA-256").digest(key.getBytes(StandardCharsets.US_ASCII)))
                .param("slug", slug)
                .update();
        jdbc.sql("update api_key set " + change + " where id = :id")
                .param("id", id)
                .update();
        return key;
    }
}

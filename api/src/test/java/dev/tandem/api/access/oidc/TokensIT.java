package dev.tandem.api.access.oidc;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jwt.JWTClaimsSet;
import dev.tandem.api.ApiClient;
import dev.tandem.api.ApiTest;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/** Uses tokens of an issuer that runs beside the process as a server of its own. */
class TokensIT extends ApiTest {

    private static final LocalIssuer ISSUER = new LocalIssuer();
    private static final String AWAY = "http://127.0.0.1:1";

    @DynamicPropertySource
    static void issuers(DynamicPropertyRegistry registry) {
        registry.add("tandem.oidc[0].issuer", ISSUER::uri);
        registry.add("tandem.oidc[0].audience", () -> "tandem");
        registry.add("tandem.oidc[0].roles-claim", () -> "realm_access.roles");
        registry.add("tandem.oidc[0].organizations", () -> "tandem, another");
        registry.add("tandem.oidc[1].issuer", () -> AWAY);
        registry.add("tandem.oidc[1].audience", () -> "tandem");
        registry.add("tandem.oidc[1].organizations", () -> "*");
    }

    @AfterAll
    static void close() {
        ISSUER.close();
    }

    @Test
    void aTokenOpensItsOrganizationAsFarAsItsRolesGo() {
        ApiClient editor = client(ISSUER.token(claims("editor").build()));

        editor.post("/api/workflows", "{\"name\": \"By token\"}").expect(201);
        assertThat(editor.get("/api/workflows?name=By+token").body().path("items"))
                .isNotEmpty();
        editor.get("/api/api-keys").problem(403, "forbidden");
        client(ISSUER.token(claims("viewer").build()))
                .post("/api/workflows", "{\"name\": \"By token\"}")
                .problem(403, "forbidden");
    }

    @Test
    void anOrganizationIsNamedByItsIdToo() {
        UUID id = jdbc.sql("select id from organization where slug = 'tandem'")
                .query(UUID.class)
                .single();

        client(ISSUER.token(
                        claims("viewer").claim("organization", id.toString()).build()))
                .get("/api/workflows")
                .expect(200);
    }

    @Test
    void rolesMayBeWordsInAText() {
        client(ISSUER.token(claims("none")
                        .claim("realm_access", Map.of("roles", "offline_access editor"))
                        .build()))
                .post("/api/workflows", "{\"name\": \"Words\"}")
                .expect(201);
    }

    @TestFactory
    Stream<DynamicTest> refusesATokenThatIs() {
        Date past = Date.from(Instant.now().minusSeconds(120));
        Date future = Date.from(Instant.now().plusSeconds(120));
        return Stream.of(
                        refused(
                                "expired",
                                ISSUER.token(
                                        claims("owner").expirationTime(past).build())),
                        refused(
                                "without an end",
                                ISSUER.token(
                                        claims("owner").expirationTime(null).build())),
                        refused(
                                "not valid yet",
                                ISSUER.token(
                                        claims("owner").notBeforeTime(future).build())),
                        refused(
                                "for another service",
                                ISSUER.token(claims("owner").audience("shop").build())),
                        refused(
                                "for nobody",
                                ISSUER.token(
                                        claims("owner").audience((String) null).build())),
                        refused(
                                "of an issuer that nobody knows",
                                ISSUER.token(claims("owner")
                                        .issuer("https://elsewhere.example")
                                        .build())),
                        refused("not signed", ISSUER.unsigned(claims("owner").build())),
                        refused(
                                "signed with the public key as a secret",
                                ISSUER.confused(claims("owner").build())),
                        refused(
                                "signed by somebody else",
                                ISSUER.forged(claims("owner").build())),
                        refused("changed", changed(ISSUER.token(claims("viewer").build()))),
                        refused("cut off", ISSUER.token(claims("owner").build()).replaceFirst("\\.[^.]*$", ".")))
                .flatMap(test -> test);
    }

    private Stream<DynamicTest> refused(String what, String token) {
        return Stream.of(DynamicTest.dynamicTest(
                what, () -> client(token).get("/api/workflows").problem(401, "unauthorized")));
    }

    private static String changed(String token) {
        String[] parts = token.split("\\.", -1);
        String claims =
                new String(Base64.getUrlDecoder().decode(parts[1]), StandardCharsets.UTF_8).replace("viewer", "owner");
        return parts[0] + "."
                + Base64.getUrlEncoder().withoutPadding().encodeToString(claims.getBytes(StandardCharsets.UTF_8)) + "."
                + parts[2];
    }

    @Test
    void aTokenThatNamesNoOrganizationOrNoRoleOpensNothing() {
        client(ISSUER.token(claims("owner").claim("organization", "nowhere").build()))
                .get("/api/workflows")
                .problem(403, "forbidden");
        client(ISSUER.token(claims("owner").claim("organization", null).build()))
                .get("/api/workflows")
                .problem(403, "forbidden");
        client(ISSUER.token(claims("king").build())).get("/api/workflows").problem(403, "forbidden");
    }

    @Test
    void aKeyThatTheIssuerHasSinceMadeIsTaken() {
        client(ISSUER.token(claims("viewer").build())).get("/api/workflows").expect(200);

        ISSUER.rotate();

        client(ISSUER.token(claims("viewer").build())).get("/api/workflows").expect(200);
        assertThat(client(ISSUER.signedWithAnUnknownKey(claims("owner").build()))
                        .get("/api/workflows")
                        .status())
                .isIn(401, 503);
    }

    @Test
    void whileAnIssuerIsAwayItsTokensWait() {
        assertThat(client(ISSUER.token(claims("owner").issuer(AWAY).build()))
                        .get("/api/workflows")
                        .problem(503, "issuer-unavailable")
                        .header("Retry-After"))
                .isEqualTo("30");
    }

    @Test
    void anIssuerSignsForItsOwnOrganizationsOnly() {
        String slug = "signed-" + UUID.randomUUID().toString().substring(0, 8);
        String id = client(ADMIN_KEY)
                .post("/api/organizations", "{\"name\": \"Other\", \"slug\": \"" + slug + "\"}")
                .expect(201)
                .text("/organization/id");

        for (String name : List.of(slug, id)) {
            client(ISSUER.token(claims("owner").claim("organization", name).build()))
                    .get("/api/workflows")
                    .problem(403, "forbidden");
        }
    }

    @Test
    void aStreamEndsWithTheTokenThatOpenedIt() throws IOException {
        String call = api.post("/api/calls", "{\"workflow_version_id\": \"" + shop("Streamed by token") + "\"}")
                .expect(201)
                .text("/id");
        Instant end = Instant.now().plusSeconds(3);
        ApiClient viewer = client(
                ISSUER.token(claims("viewer").expirationTime(Date.from(end)).build()));

        try (InputStream stream = ApiClient.open(
                        viewer.request("/api/calls/" + call + "/events").header("Accept", "text/event-stream"))
                .body()) {
            assertThat(new String(stream.readAllBytes(), StandardCharsets.UTF_8))
                    .startsWith("retry");
        }

        assertThat(Instant.now()).isBetween(end.minusSeconds(1), end.plusSeconds(5));
    }

    private static JWTClaimsSet.Builder claims(String role) {
        return ISSUER.claims().claim("realm_access", Map.of("roles", List.of("offline_access", role)));
    }
}

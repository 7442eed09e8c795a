package dev.tandem.api.access;

import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Knows the API keys that were given out. */
@Component
class ApiKeyProvider extends BearerProvider {

    private final JdbcClient jdbc;

    ApiKeyProvider(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Finds whose key it is. The result is empty if the key was never given out, has expired or was revoked. */
    @Override
    Optional<BearerToken> check(String shown) {
        return ApiKey.parse(shown).flatMap(this::access).map(BearerToken::of);
    }

    private Optional<Access> access(ApiKey key) {
        return jdbc.sql("select key_id, organization_id, slug, role from access_of_key(:hash)")
                .param("hash", key.hash())
                .query((row, number) -> new Access(
                        row.getObject("organization_id", UUID.class),
                        row.getString("slug"),
                        "key:" + row.getString("key_id"),
                        Set.of(Role.of(row.getString("role"))),
                        new Credential.Key(row.getObject("key_id", UUID.class))))
                .optional();
    }
}

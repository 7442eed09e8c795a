package dev.tandem.api.access.oidc;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSSigner;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.PlainJWT;
import com.nimbusds.jwt.SignedJWT;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.UUID;
import java.util.function.Supplier;

/** An OpenID Connect issuer with a real server for its discovery document and its keys. */
final class LocalIssuer implements AutoCloseable {

    private static final int RSA_BITS = 2048;

    private final HttpServer server;
    private volatile RSAKey key = newKey();

    LocalIssuer() {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        serve("/.well-known/openid-configuration", () -> """
                {"issuer": "%s", "jwks_uri": "%s/keys"}""".formatted(uri(), uri()));
        serve("/keys", () -> new JWKSet(key).toString());
        server.start();
    }

    private void serve(String path, Supplier<String> content) {
        server.createContext(path, exchange -> {
            byte[] body = content.get().getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().set("Content-Type", "application/json");
            exchange.sendResponseHeaders(200, body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
    }

    String uri() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    /** Replaces the key: the issuer signs with a new one from now on, and publishes only that. */
    void rotate() {
        key = newKey();
    }

    /** Returns the claims of a token that would be accepted. */
    JWTClaimsSet.Builder claims() {
        return new JWTClaimsSet.Builder()
                .issuer(uri())
                .audience("tandem")
                .subject("ann lee")
                .expirationTime(Date.from(Instant.now().plusSeconds(300)))
                .claim("organization", "tandem")
                .claim("roles", List.of("viewer"));
    }

    String token(JWTClaimsSet claims) {
        return signed(header(JWSAlgorithm.RS256, key.getKeyID()), claims, () -> new RSASSASigner(key));
    }

    /** Returns a token that names a published key but is signed with another. */
    String forged(JWTClaimsSet claims) {
        return signed(header(JWSAlgorithm.RS256, key.getKeyID()), claims, () -> new RSASSASigner(newKey()));
    }

    String signedWithAnUnknownKey(JWTClaimsSet claims) {
        return signed(header(JWSAlgorithm.RS256, "unknown"), claims, () -> new RSASSASigner(newKey()));
    }

    /** Returns a token that is signed with the public key as if that were a shared secret. */
    String confused(JWTClaimsSet claims) {
        return signed(
                header(JWSAlgorithm.HS256, key.getKeyID()),
                claims,
                () -> new MACSigner(key.toRSAPublicKey().getEncoded()));
    }

    String unsigned(JWTClaimsSet claims) {
        return new PlainJWT(claims).serialize();
    }

    private interface Signing {
        JWSSigner signer() throws JOSEException;
    }

    private static String signed(JWSHeader header, JWTClaimsSet claims, Signing signing) {
        SignedJWT token = new SignedJWT(header, claims);
        try {
            token.sign(signing.signer());
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
        return token.serialize();
    }

    private static JWSHeader header(JWSAlgorithm algorithm, String keyId) {
        return new JWSHeader.Builder(algorithm)
                .type(JOSEObjectType.JWT)
                .keyID(keyId)
                .build();
    }

    private static RSAKey newKey() {
        try {
            return new RSAKeyGenerator(RSA_BITS)
                    .keyID(UUID.randomUUID().toString())
                    .generate();
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        server.stop(0);
    }
}

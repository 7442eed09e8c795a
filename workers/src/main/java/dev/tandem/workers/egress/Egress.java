package dev.tandem.workers.egress;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.regex.Pattern;
import okhttp3.Authenticator;
import okhttp3.CookieJar;
import okhttp3.Dns;
import okhttp3.HttpUrl;
import okhttp3.Interceptor;
import okhttp3.OkHttpClient;
import okhttp3.Response;

/**
 * The one door for requests whose address a document chose. A name is resolved once, every address is checked, and the
 * connection goes to a checked address; TLS is still verified by name. The client follows no redirect, repeats nothing,
 * keeps no cookie, and speaks HTTP/1.1 in the clear and HTTP/2 over TLS where the other side offers it (ADR 51).
 */
public final class Egress implements AutoCloseable {

    /** How long a connection may take, and a name to resolve. */
    private static final Duration CONNECT = Duration.ofSeconds(3);

    private static final String RETRY_AFTER = "Retry-After";
    private static final Pattern NOTHING = Pattern.compile("0+");

    private static final String AUTHORIZATION = "Proxy-Authorization";

    private final SystemResolver resolver = new SystemResolver(CONNECT);
    private final OkHttpClient client;

    /** @throws IllegalArgumentException if the settings cannot be read */
    public Egress(EgressSettings settings) {
        this.client = settings.trustsProxy()
                ? trusting(settings.proxy().orElseThrow())
                : guarded(settings, resolver).build();
    }

    /** Returns a client that only asks for what the settings allow, with these names for addresses. */
    static OkHttpClient.Builder guarded(EgressSettings settings, Resolver resolver) {
        EgressPolicy policy = new EgressPolicy(AllowList.parse(settings.allow()));
        Dns dns = host -> policy.checked(host, resolver.resolve(host));
        return plain().proxy(Proxy.NO_PROXY)
                .dns(dns)
                .socketFactory(new GuardedSockets(policy, settings.proxy()))
                .addInterceptor(Egress::withPlainHost);
    }

    private static OkHttpClient trusting(URI proxy) {
        InetSocketAddress address = ProxyTunnel.address(proxy);
        OkHttpClient.Builder client = plain().proxy(new Proxy(Proxy.Type.HTTP, address));
        String user = proxy.getUserInfo();
        if (user != null) {
            String basic = "Basic " + Base64.getEncoder().encodeToString(user.getBytes(StandardCharsets.UTF_8));
            client.proxyAuthenticator((_, refused) -> refused.request().header(AUTHORIZATION) == null
                    ? refused.request()
                            .newBuilder()
                            .header(AUTHORIZATION, basic)
                            .build()
                    : null);
        }
        return client.build();
    }

    private static OkHttpClient.Builder plain() {
        return new OkHttpClient.Builder()
                .connectTimeout(CONNECT)
                .readTimeout(Duration.ZERO)
                .writeTimeout(Duration.ZERO)
                .followRedirects(false)
                .followSslRedirects(false)
                .retryOnConnectionFailure(false)
                .fastFallback(false)
                .cookieJar(CookieJar.NO_COOKIES)
                .authenticator(Authenticator.NONE)
                .addNetworkInterceptor(Egress::onlyOnce);
    }

    /** Refuses odd spellings of addresses, which the client would read by itself, without asking for a name. */
    private static Response withPlainHost(Interceptor.Chain chain) throws IOException {
        HttpUrl url = chain.request().url();
        EgressPolicy.requirePlain(url.host());
        return chain.proceed(chain.request());
    }

    /**
     * The client would repeat a request whose answer is 503 with {@code Retry-After: 0}. Written as {@code 0.0} it says
     * the same to whoever asks again by themselves, and nothing to the client, which reads digits only.
     */
    private static Response onlyOnce(Interceptor.Chain chain) throws IOException {
        Response response = chain.proceed(chain.request());
        boolean repeats = response.code() == 503
                && NOTHING.matcher(response.header(RETRY_AFTER, "")).matches();
        return repeats ? response.newBuilder().header(RETRY_AFTER, "0.0").build() : response;
    }

    /** Returns the client. Whoever asks for one answer only sets a limit on the call. */
    public OkHttpClient client() {
        return client;
    }

    @Override
    public void close() {
        client.dispatcher().cancelAll();
        client.dispatcher().executorService().shutdown();
        client.connectionPool().evictAll();
        resolver.close();
    }
}

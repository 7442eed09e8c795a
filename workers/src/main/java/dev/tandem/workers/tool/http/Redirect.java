package dev.tandem.workers.tool.http;

import dev.tandem.workers.tool.ToolFault;
import java.util.List;
import java.util.Set;
import okhttp3.HttpUrl;
import okhttp3.Request;

/**
 * Follows redirects as browsers do (Fetch standard, HTTP-redirect fetch): 307 and 308 with method and body, 303 with
 * GET, 301 and 302 with GET where a POST was sent. The Idempotency-Key goes along.
 */
final class Redirect {

    private static final Set<Integer> STATUSES = Set.of(301, 302, 303, 307, 308);

    private Redirect() {}

    static boolean isOne(int status) {
        return STATUSES.contains(status);
    }

    /**
     * Returns the next request.
     *
     * @param hosts other hosts to which it may lead, with or without a port: they get what the first got
     * @throws ToolFault if it leads elsewhere
     */
    static Request follow(Request request, HttpAnswer answer, List<String> hosts) {
        boolean becomesGet = becomesGet(answer.status(), request.method());
        ToolFault.Kind kind = becomesGet ? ToolFault.Kind.UNREADABLE : ToolFault.Kind.REFUSED;
        HttpUrl to = answer.location().isEmpty() ? null : request.url().resolve(answer.location());
        if (to == null) {
            throw new ToolFault(kind, "the service redirects, and does not say to which url");
        }
        if (!isAllowed(request.url(), to, hosts)) {
            throw new ToolFault(
                    kind,
                    "the service redirects elsewhere, to " + to.scheme() + "://" + to.host() + ":" + to.port()
                            + ", which is not followed; put the final url in the tool's config, or the host into"
                            + " redirect_hosts");
        }
        Request.Builder next = request.newBuilder().url(to);
        return becomesGet
                ? next.removeHeader("Content-Type")
                        .removeHeader("Content-Encoding")
                        .removeHeader("Content-Language")
                        .removeHeader("Content-Location")
                        .get()
                        .build()
                : next.build();
    }

    private static boolean becomesGet(int status, String method) {
        return switch (status) {
            case 303 -> !method.equals("GET") && !method.equals("HEAD");
            case 301, 302 -> method.equals("POST");
            default -> false;
        };
    }

    private static boolean isAllowed(HttpUrl from, HttpUrl to, List<String> hosts) {
        boolean isWeaker = from.isHttps() && !to.isHttps();
        boolean isSame = from.host().equals(to.host()) && from.port() == to.port() && from.isHttps() == to.isHttps();
        boolean isSecured = from.host().equals(to.host()) && from.port() == 80 && to.isHttps() && to.port() == 443;
        boolean isNamed = hosts.contains(to.host()) || hosts.contains(to.host() + ":" + to.port());
        return !isWeaker && (isSame || isSecured || isNamed);
    }
}

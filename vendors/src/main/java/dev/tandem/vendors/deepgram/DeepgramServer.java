package dev.tandem.vendors.deepgram;

import dev.tandem.vendors.Exchange;
import dev.tandem.vendors.VendorServer;
import dev.tandem.vendors.ears.SpokenLines;
import java.util.Set;
import tools.jackson.databind.json.JsonMapper;

/** Speaks {@code /v1/listen} (Nova) and {@code /v2/listen} (Flux). Faults count its messages. */
public final class DeepgramServer extends VendorServer {

    /** The key that it takes. */
    public static final String KEY = "deepgram-key-1";

    private static final Set<String> NOVA = Set.of("nova-3", "nova-2");
    private static final Set<String> FLUX = Set.of("flux-general-en", "flux-general-multi");

    private final SpokenLines lines;

    public DeepgramServer(SpokenLines lines) {
        this.lines = lines;
    }

    @Override
    protected Answer answer(Exchange exchange) {
        boolean nova = exchange.path().equals("/v1/listen");
        if (!nova && !exchange.path().equals("/v2/listen")) {
            return error(404);
        }
        if (!("Token " + KEY).equals(exchange.header("Authorization"))) {
            return error(401);
        }
        String model = exchange.query("model");
        if (model == null || !(nova ? NOVA : FLUX).contains(model) || exchange.query("encoding") == null) {
            return error(400);
        }
        return upgraded(nova ? new NovaStream(lines) : new FluxStream(lines));
    }

    @Override
    protected String errorBody(int status) {
        String code = switch (status) {
            case 400 -> "Bad Request";
            case 401 -> "INVALID_AUTH";
            case 429 -> "TOO_MANY_REQUESTS";
            default -> "INTERNAL_SERVER_ERROR";
        };
        String words = switch (status) {
            case 400 -> "Bad Request: No such model/language/tier combination found.";
            case 401 -> "Invalid credentials.";
            case 429 -> "Too many requests. Please try again later";
            default -> "HTTP " + status;
        };
        return JsonMapper.shared()
                .createObjectNode()
                .put("err_code", code)
                .put("err_msg", words)
                .put("request_id", "00000000-0000-0000-0000-000000000000")
                .toString();
    }
}

package dev.tandem.workers.speech;

import dev.tandem.vendors.Exchange;
import dev.tandem.vendors.VendorServer;
import dev.tandem.vendors.cartesia.CartesiaServer;
import dev.tandem.vendors.elevenlabs.ElevenLabsServer;
import dev.tandem.vendors.openai.voice.OpenAiVoiceServer;
import dev.tandem.workers.egress.Egress;
import dev.tandem.workers.egress.EgressSettings;
import dev.tandem.workers.provider.Provider;
import dev.tandem.workers.speech.cartesia.CartesiaProvider;
import dev.tandem.workers.speech.elevenlabs.ElevenLabsProvider;
import dev.tandem.workers.speech.openai.voice.OpenAiVoiceProvider;
import dev.tandem.workflows.graph.ProviderConfig;
import java.util.Locale;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** The voices of vendors, with the fakes of their servers. */
enum CloudVoice {
    CARTESIA,
    ELEVENLABS,
    OPENAI;

    private String provider() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Starts a server that sounds a tone. */
    VendorServer serve() {
        return VendorServer.start(server());
    }

    /** Starts a server with a certificate that nobody knows. */
    VendorServer serveSecure() {
        return VendorServer.startSecure(server());
    }

    private VendorServer server() {
        return switch (this) {
            case CARTESIA -> new CartesiaServer();
            case ELEVENLABS -> new ElevenLabsServer();
            case OPENAI -> new OpenAiVoiceServer();
        };
    }

    boolean isSocket() {
        return this != OPENAI;
    }

    /** Opens the provider, with a door to this machine. */
    Provider<TextToSpeech> open() {
        Provider<TextToSpeech> one = switch (this) {
            case CARTESIA -> new CartesiaProvider();
            case ELEVENLABS -> new ElevenLabsProvider();
            case OPENAI -> new OpenAiVoiceProvider();
        };
        one.leaveThrough(new Egress(EgressSettings.allowing("127.0.0.1,localhost")));
        return one;
    }

    ObjectNode config(String address) {
        return JsonMapper.shared()
                .createObjectNode()
                .put("provider", provider())
                .put("base_url", address + (this == OPENAI ? "/v1" : ""))
                .put("api_key", "secret-key-1");
    }

    ProviderConfig config(VendorServer at) {
        return new ProviderConfig(provider(), config(at.url()));
    }

    /** Returns whether the vendor has been told that a reply is over. */
    boolean isCancelled(VendorServer at) {
        return at.exchanges().stream().anyMatch(exchange -> switch (this) {
            case OPENAI -> exchange.hasEnded(Exchange.End.ABANDONED::equals);
            case CARTESIA -> says(exchange, "cancel");
            case ELEVENLABS -> says(exchange, "close_context");
        });
    }

    private static boolean says(Exchange exchange, String field) {
        return exchange.jsonMessages().stream()
                .anyMatch(message -> message.path(field).asBoolean(false));
    }
}

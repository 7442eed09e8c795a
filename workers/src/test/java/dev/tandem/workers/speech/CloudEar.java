package dev.tandem.workers.speech;

import dev.tandem.vendors.VendorServer;
import dev.tandem.vendors.assemblyai.AssemblyAiServer;
import dev.tandem.vendors.deepgram.DeepgramServer;
import dev.tandem.vendors.ears.SpokenLines;
import dev.tandem.vendors.openai.transcription.TranscriptionServer;
import dev.tandem.workers.egress.Egress;
import dev.tandem.workers.provider.Provider;
import dev.tandem.workers.speech.assemblyai.AssemblyAiProvider;
import dev.tandem.workers.speech.deepgram.DeepgramProvider;
import dev.tandem.workers.speech.openai.ears.OpenAiEarsProvider;
import dev.tandem.workflows.graph.ProviderConfig;
import java.util.function.Function;
import java.util.function.Supplier;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** The recognisers of vendors, with the fakes of their servers. */
@SuppressWarnings("ImmutableEnumChecker") // what it makes things with is a constructor
enum CloudEar {
    ASSEMBLYAI(
            "assemblyai", "universal-streaming", AssemblyAiServer.KEY, AssemblyAiServer::new, AssemblyAiProvider::new),
    NOVA("deepgram", "nova-3", DeepgramServer.KEY, DeepgramServer::new, DeepgramProvider::new),
    FLUX("deepgram", "flux", DeepgramServer.KEY, DeepgramServer::new, DeepgramProvider::new),
    OPENAI(
            "openai",
            "gpt-4o-mini-transcribe",
            TranscriptionServer.KEY,
            TranscriptionServer::new,
            OpenAiEarsProvider::new);

    final String provider;
    final String key;
    final String model;
    private final Function<SpokenLines, VendorServer> server;
    private final Supplier<Provider<SpeechToText>> opened;

    CloudEar(
            String provider,
            String model,
            String key,
            Function<SpokenLines, VendorServer> server,
            Supplier<Provider<SpeechToText>> opened) {
        this.provider = provider;
        this.model = model;
        this.key = key;
        this.server = server;
        this.opened = opened;
    }

    VendorServer serve(String... lines) {
        return VendorServer.start(server.apply(new SpokenLines(lines)));
    }

    boolean isSocket() {
        return this != OPENAI;
    }

    /** Opens the provider, with a door. */
    Provider<SpeechToText> open(Egress egress) {
        Provider<SpeechToText> one = opened.get();
        one.leaveThrough(egress);
        return one;
    }

    ObjectNode config(VendorServer at) {
        return JsonMapper.shared()
                .createObjectNode()
                .put("provider", provider)
                .put("model", model)
                .put("api_key", key)
                .put("base_url", at.url() + (isSocket() ? "" : "/v1"));
    }

    static ProviderConfig of(ObjectNode config) {
        return new ProviderConfig(config.path("provider").stringValue(), config);
    }
}

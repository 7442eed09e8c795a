package dev.tandem.bench.cloud;

import dev.tandem.vendors.ModelVendor;
import dev.tandem.vendors.ReplyScript;
import dev.tandem.vendors.VendorServer;
import dev.tandem.vendors.assemblyai.AssemblyAiServer;
import dev.tandem.vendors.cartesia.CartesiaServer;
import dev.tandem.vendors.ears.SpokenLines;
import dev.tandem.vendors.openai.OpenAiServer;
import dev.tandem.workers.audio.Pacer;
import dev.tandem.workers.egress.Egress;
import dev.tandem.workers.egress.EgressSettings;
import dev.tandem.workers.live.SessionParts;
import dev.tandem.workers.llm.LanguageModels;
import dev.tandem.workers.metrics.Meters;
import dev.tandem.workers.provider.Provider;
import dev.tandem.workers.provider.Watches;
import dev.tandem.workers.speech.Speech;
import dev.tandem.workers.speech.TextToSpeech;
import dev.tandem.workers.speech.VoiceDetector;
import dev.tandem.workers.speech.assemblyai.AssemblyAiProvider;
import dev.tandem.workers.speech.cartesia.CartesiaProvider;
import dev.tandem.workers.workspace.Vault;
import dev.tandem.workflows.graph.ProviderConfig;
import dev.tandem.workflows.graph.ProviderKind;
import dev.tandem.workflows.workspace.MasterKeys;
import io.micrometer.observation.ObservationRegistry;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The fakes of three vendors, at zero delay, and what a worker reaches them with. */
final class FakeVendors implements AutoCloseable {

    static final String LINE = "Where is my order?";

    private final ModelVendor openai = VendorServer.start(new OpenAiServer());
    private final VendorServer assemblyai = VendorServer.start(new AssemblyAiServer(new SpokenLines(LINE)));
    private final VendorServer cartesia = VendorServer.start(new CartesiaServer());
    private final Egress egress = new Egress(EgressSettings.allowing("127.0.0.0/8"));
    private final LanguageModels models =
            new LanguageModels(new Watches(Meters.unread(), ObservationRegistry.NOOP), egress);
    private final Provider<TextToSpeech> voice = new CartesiaProvider();
    private final AssemblyAiProvider ears = new AssemblyAiProvider();
    private final Speech speech;

    /** @param detector tells the callers' speech from noise */
    FakeVendors(VoiceDetector detector, String... reply) {
        openai.alwaysAnswers(ReplyScript.saying(reply));
        voice.leaveThrough(egress);
        ears.leaveThrough(egress);
        speech = new Speech(List.of(Provider.of(ProviderKind.VAD, "silero", _ -> detector), ears, voice));
        models.warmUp();
    }

    SessionParts parts(Pacer pacer) {
        return new SessionParts(speech, models, pacer, new Vault(MasterKeys.parse("")));
    }

    JsonNode document() {
        return JsonMapper.shared().readTree("""
                {"limits": {"silence_timeout_seconds": 120},
                 "agents": [
                  {"id": "a", "name": "Agent", "instructions": "Talk.", "greeting": "Hello.",
                   "llm": {"provider": "openai", "model": "%s", "base_url": "%s", "api_key": "%s"},
                   "stt": {"provider": "assemblyai", "base_url": "%s", "api_key": "%s"},
                   "tts": {"provider": "cartesia", "base_url": "%s", "api_key": "secret-key-1"}}]}
                """.formatted(
                        OpenAiServer.MODEL,
                        openai.url(),
                        ModelVendor.KEY,
                        assemblyai.url(),
                        AssemblyAiServer.KEY,
                        cartesia.url()));
    }

    /** Returns the config of one of the agent's providers: {@code llm}, {@code tts}. */
    ProviderConfig config(String kind) {
        JsonNode config = document().at("/agents/0/" + kind);
        return new ProviderConfig(config.path("provider").asString(), config);
    }

    @Override
    public void close() {
        models.close();
        speech.close();
        egress.close();
        openai.close();
        assemblyai.close();
        cartesia.close();
    }
}

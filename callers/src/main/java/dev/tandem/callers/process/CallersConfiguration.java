package dev.tandem.callers.process;

import dev.tandem.callers.persona.PersonaLines;
import dev.tandem.callers.sound.CallersVoice;
import dev.tandem.callers.spoken.LiveKitCallerRooms;
import dev.tandem.callers.spoken.SpokenCalls;
import dev.tandem.workers.audio.Pacer;
import dev.tandem.workers.egress.Egress;
import dev.tandem.workers.egress.EgressSettings;
import dev.tandem.workers.llm.LanguageModels;
import dev.tandem.workers.metrics.ManagementServer;
import dev.tandem.workers.metrics.Meters;
import dev.tandem.workers.parts.Parts;
import dev.tandem.workers.provider.Watches;
import dev.tandem.workers.speech.Speech;
import dev.tandem.workers.speech.SpeechToText;
import dev.tandem.workers.speech.TextToSpeech;
import dev.tandem.workers.workspace.Vault;
import dev.tandem.workflows.call.api.CallPayloads;
import dev.tandem.workflows.graph.ProviderConfig;
import dev.tandem.workflows.workspace.MasterKeys;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.observation.ObservationRegistry;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.temporal.client.WorkflowClient;
import io.temporal.common.converter.DataConverter;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Lazy;
import tools.jackson.databind.node.JsonNodeFactory;

/** Puts the parts of the process together. What only callers who speak need is made where some may. */
@Configuration(proxyBeanMethods = false)
class CallersConfiguration {

    /** Callers speak and hear on this machine, whatever the agents do. */
    private static final ProviderConfig LOCAL =
            new ProviderConfig("local", JsonNodeFactory.instance.objectNode().put("provider", "local"));

    @Bean
    DataConverter dataConverter() {
        return CallPayloads.converter();
    }

    @Bean
    PrometheusMeterRegistry meterRegistry() {
        PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
        registry.config().commonTags("application", "tandem-callers");
        return registry;
    }

    @Bean
    Watches watches(MeterRegistry registry) {
        return new Watches(new Meters(registry), ObservationRegistry.NOOP);
    }

    /** Reads what may be reached. A setting that cannot be read ends the process now, and not in a call. */
    @Bean
    Egress egress(CallersSettings settings) {
        return new Egress(EgressSettings.of(
                settings.outgoing().mode(),
                settings.outgoing().allow(),
                settings.outgoing().proxy()));
    }

    @Bean
    PersonaLines personaLines(CallersSettings settings, Watches watches, Egress egress) {
        return new PersonaLines(new LanguageModels(watches, egress), new Vault(MasterKeys.parse(settings.masterKey())));
    }

    @Bean
    @Lazy
    Pacer pacer() {
        return new Pacer();
    }

    @Bean
    @Lazy
    LiveKitCallerRooms rooms(CallersSettings settings) {
        return new LiveKitCallerRooms(
                Parts.file(Parts.folder(), "livekit-ffi/liblivekit_ffi.so"),
                settings.livekit().url(),
                settings.livekit().apiKey(),
                settings.livekit().apiSecret());
    }

    @Bean
    @Lazy
    Speech speech(Watches watches, Egress egress) {
        return Speech.load(watches, egress);
    }

    @Bean
    @Lazy
    SpokenCalls spokenCalls(
            CallersSettings settings, LiveKitCallerRooms rooms, Speech speech, PersonaLines lines, Pacer pacer)
            throws InterruptedException {
        TextToSpeech voice = speech.textToSpeech(LOCAL);
        SpeechToText ears = speech.speechToText(LOCAL);
        CallersVoice callers = new CallersVoice(voice);
        // The first run of a model is the slow one.
        var _ = callers.speak("Hello.");
        String folder = settings.callers().recordings();
        return new SpokenCalls(rooms, callers, ears, lines, pacer, folder.isBlank() ? null : Path.of(folder));
    }

    @Bean
    CallersProcess callersProcess(
            WorkflowClient client, CallersSettings settings, PersonaLines lines, ObjectProvider<SpokenCalls> spoken) {
        return new CallersProcess(client, settings, lines, settings.callers().slots() > 0 ? spoken.getObject() : null);
    }

    @Bean
    @ConditionalOnProperty("tandem.callers.management.port")
    ManagementServer managementServer(
            CallersSettings settings, PrometheusMeterRegistry registry, CallersProcess process) {
        CallersSettings.Management management = settings.callers().management();
        return new ManagementServer(
                new InetSocketAddress(management.address(), management.port()), registry::scrape, process::takesWork);
    }
}

package dev.tandem.workers;

import com.uber.m3.tally.Scope;
import dev.tandem.plugins.Plugins;
import dev.tandem.workers.WorkerSettings.Role;
import dev.tandem.workers.attend.CallHost;
import dev.tandem.workers.attend.HostId;
import dev.tandem.workers.attend.WarmUpCall;
import dev.tandem.workers.audio.Pacer;
import dev.tandem.workers.egress.Egress;
import dev.tandem.workers.egress.EgressSettings;
import dev.tandem.workers.live.SessionParts;
import dev.tandem.workers.llm.LanguageModels;
import dev.tandem.workers.metrics.Meters;
import dev.tandem.workers.parts.Parts;
import dev.tandem.workers.plugin.RunningPlugins;
import dev.tandem.workers.provider.Watches;
import dev.tandem.workers.room.livekit.LiveKitRooms;
import dev.tandem.workers.room.livekit.LiveKitSettings;
import dev.tandem.workers.room.memory.WritersRooms;
import dev.tandem.workers.speak.SpokenAhead;
import dev.tandem.workers.speech.Speech;
import dev.tandem.workers.tool.ToolExecutionActivity;
import dev.tandem.workers.tool.ToolInspectionActivity;
import dev.tandem.workers.tool.Tools;
import dev.tandem.workers.workspace.Vault;
import dev.tandem.workflows.call.api.CallPayloads;
import dev.tandem.workflows.workspace.MasterKeys;
import io.micrometer.observation.ObservationRegistry;
import io.temporal.client.WorkflowClient;
import io.temporal.client.WorkflowClientOptions;
import io.temporal.common.converter.DataConverter;
import io.temporal.serviceclient.WorkflowServiceStubs;
import io.temporal.serviceclient.WorkflowServiceStubsOptions;
import io.temporal.spring.boot.TemporalOptionsCustomizer;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import org.springframework.boot.SpringApplication;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Lazy;

/** Puts the parts of a worker process together. Parts that a role does not need are never made. */
@Configuration(proxyBeanMethods = false)
class WorkersConfiguration {

    /** A heartbeat that takes longer than this is tried again (docs/turns.md: its timeout is 1 s). */
    private static final Duration HEARTBEAT_TIMEOUT = Duration.ofSeconds(1);

    /** A worker notices within this time that a server is back, because calls wait for it. */
    private static final Duration BACK = Duration.ofMillis(250);

    /** The exit code of a process whose native client has panicked: EX_SOFTWARE of sysexits.h. */
    private static final int PANICKED = 70;

    @Bean
    TemporalOptionsCustomizer<WorkflowServiceStubsOptions.Builder> connections() {
        return options -> options.setConnectionBackoffResetFrequency(BACK)
                .setGrpcClientInterceptors(List.of(new PollsWaitForTheServer()));
    }

    @Bean
    NativeHeap nativeHeap() {
        return new NativeHeap();
    }

    @Bean
    DataConverter dataConverter() {
        return CallPayloads.converter();
    }

    @Bean
    HostId hostId(WorkerSettings settings) {
        String id = settings.worker().id();
        return new HostId(id.isBlank() ? UUID.randomUUID().toString().substring(0, 8) : id);
    }

    @Bean
    @Lazy
    Speech speech(Watches watches, Egress egress) {
        Speech speech = Speech.load(watches, egress);
        speech.warmUp();
        return speech;
    }

    @Bean
    Watches watches(Meters meters, ObservationRegistry observations) {
        return new Watches(meters, observations);
    }

    @Bean
    @Lazy
    LanguageModels models(Watches watches, Egress egress, RunningPlugins plugins) {
        LanguageModels models = new LanguageModels(watches, egress, plugins.models());
        models.warmUp();
        return models;
    }

    /** Reads the master keys. A setting that cannot be read ends the process now, and not in a call. */
    @Bean
    Vault vault(WorkerSettings settings) {
        return new Vault(MasterKeys.parse(settings.masterKey()));
    }

    /** Reads what may be reached. A setting that cannot be read ends the process now, and not in a call. */
    @Bean
    Egress egress(WorkerSettings settings) {
        return new Egress(EgressSettings.of(
                settings.outgoing().mode(),
                settings.outgoing().allow(),
                settings.outgoing().proxy()));
    }

    @Bean
    @Lazy
    RunningPlugins runningPlugins(Meters meters) {
        return new RunningPlugins(Plugins.installed(), meters);
    }

    @Bean
    @Lazy
    Tools tools(Egress egress, WorkerSettings settings, RunningPlugins plugins) {
        return new Tools(egress, settings.outgoing().commands(), plugins.adapters());
    }

    @Bean
    @Lazy
    Pacer pacer() {
        return new Pacer();
    }

    @Bean
    @Lazy
    CallHost callHost(
            HostId id,
            WorkerSettings settings,
            WorkflowClient client,
            Speech speech,
            LanguageModels models,
            Pacer pacer,
            Vault vault,
            Meters meters,
            Scope metrics,
            ConfigurableApplicationContext process) {
        LiveKitRooms rooms = LiveKitRooms.open(
                new LiveKitSettings(
                        settings.livekit().url(),
                        settings.livekit().apiKey(),
                        settings.livekit().apiSecret()),
                Parts.file(Parts.folder(), "livekit-ffi/liblivekit_ffi.so"));
        drainAfter(rooms.panicked(), process);
        WarmUpCall.of(new SessionParts(speech, models, pacer, vault));
        SessionParts parts = new SessionParts(
                speech, models, pacer, vault, meters, settings.limits().ofACall(), new SpokenAhead());
        return new CallHost(
                id,
                client,
                heartbeats(settings, metrics),
                rooms,
                new WritersRooms(),
                parts,
                new CallHost.Slots(settings.worker().slots(), settings.worker().testSlots()));
    }

    @Bean
    @Lazy
    ToolExecutionActivity toolExecution(Tools tools, Vault vault, Meters meters) {
        return new ToolExecutionActivity(tools, vault, meters);
    }

    @Bean
    @Lazy
    ToolInspectionActivity toolInspection(Tools tools, Vault vault) {
        return new ToolInspectionActivity(tools, vault);
    }

    @Bean
    WorkerProcess workerProcess(
            WorkflowClient client,
            WorkerSettings settings,
            HostId id,
            org.springframework.beans.factory.ObjectProvider<CallHost> host,
            org.springframework.beans.factory.ObjectProvider<ToolExecutionActivity> tools,
            org.springframework.beans.factory.ObjectProvider<ToolInspectionActivity> inspection) {
        return new WorkerProcess(
                client,
                settings,
                id,
                settings.worker().roles().contains(Role.MEDIA) ? host.getObject() : null,
                settings.worker().roles().contains(Role.TOOLS)
                        ? List.of(tools.getObject(), inspection.getObject())
                        : List.of());
    }

    /**
     * Ends a process whose native client has panicked: its calls are handed over, and whoever started it starts it anew.
     */
    static void drainAfter(CompletableFuture<String> panicked, ConfigurableApplicationContext process) {
        var _ = panicked.thenRun(() -> Thread.ofPlatform()
                .name("drain")
                .start(() -> System.exit(SpringApplication.exit(process, () -> PANICKED))));
    }

    private static WorkflowClient heartbeats(WorkerSettings settings, Scope metrics) {
        WorkflowServiceStubs stubs = WorkflowServiceStubs.newServiceStubs(WorkflowServiceStubsOptions.newBuilder()
                .setTarget(settings.temporal().target())
                .setRpcTimeout(HEARTBEAT_TIMEOUT)
                .setMetricsScope(metrics)
                .setConnectionBackoffResetFrequency(BACK)
                .build());
        return WorkflowClient.newInstance(
                stubs,
                WorkflowClientOptions.newBuilder()
                        .setNamespace(settings.temporal().namespace())
                        .setDataConverter(CallPayloads.converter())
                        .build());
    }
}

package dev.tandem.workers.speech;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.tandem.vendors.Exchange;
import dev.tandem.vendors.Fault;
import dev.tandem.vendors.VendorServer;
import dev.tandem.vendors.assemblyai.AssemblyAiServer;
import dev.tandem.vendors.ears.SpokenLines;
import dev.tandem.workers.egress.Egress;
import dev.tandem.workers.egress.EgressSettings;
import dev.tandem.workers.provider.Provider;
import dev.tandem.workers.provider.ProviderException.Reason;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Every recogniser of a vendor does what the port promises, against the fake of the vendor's server. */
@Timeout(value = 30, unit = TimeUnit.SECONDS)
class CloudEarsTest {

    private static final String FIRST = "I would like to change my order";
    private static final String SECOND = "the number is four seven one one";

    private final Egress egress = new Egress(EgressSettings.allowing("127.0.0.1,localhost"));
    private final List<AutoCloseable> open = new ArrayList<>();

    @AfterEach
    void close() throws Exception {
        for (AutoCloseable one : open.reversed()) {
            one.close();
        }
        egress.close();
    }

    private VendorServer serve(CloudEar ear, String... lines) {
        VendorServer server = ear.serve(lines);
        open.add(server);
        return server;
    }

    private SpeakingCaller caller(CloudEar ear, VendorServer server) {
        return caller(ear, server, _ -> {});
    }

    private SpeakingCaller caller(CloudEar ear, VendorServer server, Consumer<ObjectNode> configured) {
        return caller(ear, server, configured, SpeechToText.Options.of("en-US"));
    }

    private SpeakingCaller caller(
            CloudEar ear, VendorServer server, Consumer<ObjectNode> configured, SpeechToText.Options options) {
        Provider<SpeechToText> provider = ear.open(egress);
        open.add(provider);
        ObjectNode config = ear.config(server);
        configured.accept(config);
        SpeakingCaller caller = new SpeakingCaller(provider.open(CloudEar.of(config)), options);
        open.add(caller);
        return caller;
    }

    @ParameterizedTest
    @EnumSource
    void hearsUtterances(CloudEar ear) throws Exception {
        SpeakingCaller caller = caller(ear, serve(ear, FIRST, SECOND));
        caller.begin(900);
        CompletableFuture<String> guess = caller.pause();
        assertThat(SpeakingCaller.words(guess)).isEqualTo(FIRST);
        assertThat(SpeakingCaller.words(caller.end())).isEqualTo(FIRST);
        caller.silence(600);
        assertThat(caller.say(900)).isEqualTo(SECOND);
        assertThat(caller.events(SpeechEvent.Final.class))
                .containsExactly(new SpeechEvent.Final(FIRST), new SpeechEvent.Final(SECOND));
        assertThat(caller.events(SpeechEvent.Fault.class)).isEmpty();
    }

    @ParameterizedTest
    @EnumSource
    void reportsTheAudioThatItUsed(CloudEar ear) throws Exception {
        SpeakingCaller caller = caller(ear, serve(ear, FIRST));
        var _ = caller.say(960);
        Duration used = caller.events(SpeechEvent.Usage.class).stream()
                .map(SpeechEvent.Usage::audio)
                .reduce(Duration.ZERO, Duration::plus);
        assertThat(used).isBetween(Duration.ofMillis(960), Duration.ofMillis(2_200));
    }

    @ParameterizedTest
    @EnumSource(mode = Mode.EXCLUDE, names = "OPENAI")
    void givesTheWordsAsTheyCome(CloudEar ear) throws Exception {
        SpeakingCaller caller = caller(ear, serve(ear, FIRST));
        caller.begin(900);
        await().untilAsserted(() -> assertThat(caller.events(SpeechEvent.Partial.class))
                .contains(new SpeechEvent.Partial("I would like to")));
    }

    @ParameterizedTest
    @EnumSource(names = {"ASSEMBLYAI", "NOVA"})
    void whatIsSaidBehindAPauseBelongsToTheSameUtterance(CloudEar ear) throws Exception {
        SpeakingCaller caller = caller(ear, serve(ear, FIRST, SECOND));
        caller.begin(600);
        assertThat(SpeakingCaller.words(caller.pause())).isEqualTo(FIRST);
        caller.goOn(600);
        assertThat(SpeakingCaller.words(caller.pause())).isEqualTo(FIRST + " " + SECOND);
        assertThat(SpeakingCaller.words(caller.end())).isEqualTo(FIRST + " " + SECOND);
    }

    @ParameterizedTest
    @EnumSource(names = {"FLUX", "OPENAI"})
    void aPauseDoesNotCutWhatTheServiceHearsAsOne(CloudEar ear) throws Exception {
        SpeakingCaller caller = caller(ear, serve(ear, FIRST, SECOND));
        caller.begin(600);
        assertThat(SpeakingCaller.words(caller.pause())).isEqualTo(FIRST);
        caller.goOn(600);
        assertThat(SpeakingCaller.words(caller.end())).isEqualTo(FIRST);
    }

    @ParameterizedTest
    @EnumSource
    void aSoundWithoutWordsHasNone(CloudEar ear) throws Exception {
        SpeakingCaller caller = caller(ear, serve(ear, "", FIRST), config -> config.put("deadline_ms", 300));
        assertThat(caller.say(200)).isEmpty();
        assertThat(caller.events(SpeechEvent.Fault.class)).isEmpty();
        assertThat(caller.say(900)).isEqualTo(FIRST);
    }

    @ParameterizedTest
    @EnumSource
    void aWrongKeyIsSaidWithoutTheKey(CloudEar ear) throws Exception {
        SpeakingCaller caller = caller(ear, serve(ear, FIRST), config -> config.put("api_key", "wrong-key-4711"));
        SpeechException fault = refusal(caller);
        assertThat(fault.reason()).isEqualTo(Reason.WRONG_KEY);
        assertThat(fault).message().contains(ear.provider).doesNotContain("4711");
    }

    @ParameterizedTest
    @EnumSource(mode = Mode.EXCLUDE, names = "OPENAI")
    void whereThereIsNoKeyNobodyIsAskedAndTheSentenceSaysWhereItBelongs(CloudEar ear) {
        VendorServer server = serve(ear, FIRST);
        SpeakingCaller caller = caller(ear, server, config -> config.put("api_key", ""));
        await().untilAsserted(
                        () -> assertThat(caller.events(SpeechEvent.Fault.class)).hasSize(1));
        assertThat(caller.events(SpeechEvent.Fault.class).getFirst().fault())
                .message()
                .contains("There is no key for " + ear.provider)
                .contains("_API_KEY");
        assertThat(server.exchanges()).isEmpty();
    }

    @ParameterizedTest
    @EnumSource
    void aModelThatTheVendorDoesNotKnowIsAWrongRequest(CloudEar ear) throws Exception {
        String model = ear == CloudEar.FLUX ? "flux-general-xx" : "no-such-model";
        SpeakingCaller caller = caller(ear, serve(ear, FIRST), config -> config.put("model", model));
        SpeechException fault = refusal(caller);
        assertThat(fault.reason()).isEqualTo(Reason.WRONG_REQUEST);
        assertThat(fault).message().containsIgnoringCase("model");
    }

    @ParameterizedTest
    @EnumSource
    void aCertificateThatDoesNotFitIsSaid(CloudEar ear) throws Exception {
        VendorServer server = VendorServer.startSecure(new AssemblyAiServer(new SpokenLines(FIRST)));
        open.add(server);
        SpeechException fault = refusal(caller(ear, server));
        assertThat(fault.reason()).isEqualTo(Reason.UNAVAILABLE);
        assertThat(fault).message().contains("no certificate that fits");
    }

    @ParameterizedTest
    @EnumSource
    void anAddressThatIsNoSuchServerIsSaid(CloudEar ear) throws Exception {
        VendorServer server = serve(ear, FIRST);
        SpeechException other =
                refusal(caller(ear, server, config -> config.put("base_url", server.url() + "/elsewhere")));
        assertThat(other.reason()).isEqualTo(Reason.WRONG_REQUEST);
        assertThat(other).message().contains("base_url");

        SpeechException inside =
                refusal(caller(ear, server, config -> config.put("base_url", "http://127.0.0.2:" + server.port())));
        assertThat(inside.reason()).isEqualTo(Reason.WRONG_REQUEST);
        assertThat(inside).message().contains("TANDEM_EGRESS_ALLOW");

        server.close();
        SpeechException nobody = refusal(caller(ear, server));
        assertThat(nobody.reason()).isEqualTo(Reason.UNAVAILABLE);
        assertThat(nobody).message().contains("cannot be reached");
    }

    @ParameterizedTest
    @EnumSource
    void aHostThatDoesNotExistIsSaid(CloudEar ear) throws Exception {
        SpeechException fault = refusal(
                caller(ear, serve(ear, FIRST), config -> config.put("base_url", "https://no-such-host.invalid")));
        assertThat(fault.reason()).isEqualTo(Reason.UNAVAILABLE);
        assertThat(fault).message().contains("has no address; correct base_url");
    }

    @ParameterizedTest
    @EnumSource
    void aProxyThatBarsTheWayIsSaid(CloudEar ear) throws Exception {
        VendorServer proxy = serve(ear, FIRST);
        proxy.always(Fault.status(403));
        try (Egress through = new Egress(new EgressSettings("", Optional.of(URI.create(proxy.url())), false));
                Provider<SpeechToText> provider = ear.open(through)) {
            ObjectNode config = ear.config(proxy).put("base_url", "http://93.184.216.34");
            try (SpeakingCaller caller =
                    new SpeakingCaller(provider.open(CloudEar.of(config)), SpeechToText.Options.of("en-US"))) {
                assertThat(refusal(caller))
                        .message()
                        .contains("cannot be reached: the proxy")
                        .contains("HTTPS_PROXY");
            }
        }
    }

    private static SpeechException refusal(SpeakingCaller caller) throws Exception {
        caller.begin(900);
        return SpeakingCaller.fault(caller.end());
    }

    @ParameterizedTest
    @EnumSource(mode = Mode.EXCLUDE, names = "OPENAI")
    void aConnectionThatBreaksInAnUtteranceLosesNoneOfIt(CloudEar ear) throws Exception {
        for (Fault fault : List.of(
                Fault.reset(1), Fault.brokenFrame(1), Fault.malformed(1, "{"), Fault.closeCode(1, 1011, "NET-0000"))) {
            VendorServer server = serve(ear, FIRST);
            server.next(fault);
            SpeakingCaller caller = caller(ear, server);
            caller.begin(1_200);
            assertThat(SpeakingCaller.words(caller.end())).as("%s", fault).isEqualTo(FIRST);
            assertThat(server.exchanges()).hasSize(2);
            assertThat(caller.events(SpeechEvent.Fault.class)).isEmpty();
        }
    }

    @ParameterizedTest
    @EnumSource(mode = Mode.EXCLUDE, names = "OPENAI")
    void aServiceThatHangsIsLateAndIsAskedOverAnotherConnectionNextTime(CloudEar ear) throws Exception {
        VendorServer server = serve(ear, FIRST);
        server.next(Fault.hang(ear == CloudEar.NOVA ? 0 : 1));
        SpeakingCaller caller = caller(ear, server, config -> config.put("deadline_ms", 300));
        caller.begin(1_600);
        assertThat(SpeakingCaller.fault(caller.end()).reason()).isEqualTo(Reason.LATE);
        caller.silence(400);
        assertThat(caller.say(900)).isEqualTo(FIRST);
        assertThat(server.exchanges()).hasSize(2);
    }

    @ParameterizedTest
    @EnumSource(mode = Mode.EXCLUDE, names = "OPENAI")
    void whereNobodyElseIsAskedTheWordsSoFarAreBetterThanNone(CloudEar ear) throws Exception {
        VendorServer server = serve(ear, FIRST);
        server.next(Fault.hang(
                switch (ear) {
                    case NOVA, OPENAI -> 1;
                    case ASSEMBLYAI -> 2;
                    case FLUX -> 3;
                }));
        SpeakingCaller caller = caller(ear, server, config -> config.put("deadline_ms", 300));
        caller.begin(900);
        await().untilAsserted(() ->
                assertThat(caller.events(SpeechEvent.Partial.class)).isNotEmpty());
        assertThat(SpeakingCaller.words(caller.end())).isEqualTo("I would like to");
    }

    @ParameterizedTest
    @EnumSource(mode = Mode.EXCLUDE, names = "OPENAI")
    void aServiceThatIsAwayAtTheBeginningIsLost(CloudEar ear) {
        VendorServer server = serve(ear, FIRST);
        server.always(Fault.status(503));
        SpeakingCaller caller = caller(ear, server);
        await().untilAsserted(
                        () -> assertThat(caller.events(SpeechEvent.Fault.class)).hasSize(1));
        assertThat(caller.events(SpeechEvent.Fault.class).getFirst().fault().reason())
                .isEqualTo(Reason.UNAVAILABLE);
        assertThat(server.exchanges()).hasSize(1);
    }

    @ParameterizedTest
    @EnumSource(mode = Mode.EXCLUDE, names = "OPENAI")
    void aStreamThatIsClosedSaysFarewell(CloudEar ear) throws Exception {
        VendorServer server = serve(ear, FIRST);
        SpeakingCaller caller = caller(ear, server);
        assertThat(caller.say(900)).isEqualTo(FIRST);
        caller.close();
        String farewell = ear == CloudEar.ASSEMBLYAI ? "Terminate" : "CloseStream";
        await().untilAsserted(() -> assertThat(server.last().jsonMessages())
                .last()
                .extracting(message -> message.path("type").asString(""))
                .isEqualTo(farewell));
    }

    @Test
    void aRequestThatNobodyWaitsForIsCancelled() throws Exception {
        VendorServer server = serve(CloudEar.OPENAI, FIRST);
        SpeakingCaller caller = caller(CloudEar.OPENAI, server);
        server.await(0);
        server.next(Fault.noAnswer());
        caller.begin(600);
        CompletableFuture<String> outdated = caller.pause();
        Exchange first = server.await(1);
        caller.goOn(600);
        assertThat(SpeakingCaller.words(caller.end())).isEqualTo(FIRST);
        assertThat(first.awaitEnd(Duration.ofSeconds(2))).isEqualTo(Exchange.End.ABANDONED);
        await().until(outdated::isCompletedExceptionally);
    }

    @Test
    void assemblyAiSaysWithAForcedEndWhetherTheTurnIsOver() throws Exception {
        SpeakingCaller sure = caller(CloudEar.ASSEMBLYAI, serve(CloudEar.ASSEMBLYAI, FIRST));
        sure.begin(900);
        assertThat(SpeakingCaller.words(sure.pause())).isEqualTo(FIRST);
        assertThat(sure.events(SpeechEvent.EndOfTurn.class)).containsExactly(new SpeechEvent.EndOfTurn(.9));

        VendorServer server = VendorServer.start(new AssemblyAiServer(new SpokenLines(FIRST), .2));
        open.add(server);
        SpeakingCaller unsure = caller(CloudEar.ASSEMBLYAI, server);
        unsure.begin(900);
        assertThat(SpeakingCaller.words(unsure.pause())).isEqualTo(FIRST);
        assertThat(unsure.events(SpeechEvent.EndOfTurn.class)).isEmpty();
    }

    @Test
    void fluxSaysByItselfWhenTheTurnIsOver() throws Exception {
        SpeakingCaller caller = caller(CloudEar.FLUX, serve(CloudEar.FLUX, FIRST));
        caller.begin(900);
        CompletableFuture<String> guess = caller.pause();
        caller.silence(500);
        assertThat(SpeakingCaller.words(guess)).isEqualTo(FIRST);
        await().untilAsserted(() ->
                assertThat(caller.events(SpeechEvent.EndOfTurn.class)).containsExactly(new SpeechEvent.EndOfTurn(.85)));
        assertThat(SpeakingCaller.words(caller.end())).isEqualTo(FIRST);
    }

    @Test
    void theSettingsAreSentAsTheVendorsDocumentThem() throws Exception {
        VendorServer assembly = serve(CloudEar.ASSEMBLYAI, FIRST);
        var options = new SpeechToText.Options("de-DE", List.of("Hibari"), 16_000);
        caller(
                CloudEar.ASSEMBLYAI,
                assembly,
                config -> config.put("format", true).putArray("keyterms").add("Tandem"),
                options);
        Exchange session = assembly.await(0);
        assertThat(session.query("speech_model")).isEqualTo("universal-streaming-multilingual");
        assertThat(session.query("encoding")).isEqualTo("pcm_s16le");
        assertThat(session.query("sample_rate")).isEqualTo("16000");
        assertThat(session.query("format_turns")).isEqualTo("true");
        assertThat(session.query("keyterms_prompt")).isEqualTo("[\"Tandem\",\"Hibari\"]");
        assertThat(session.header("AssemblyAI-Version")).isEqualTo("2025-05-12");

        VendorServer nova = serve(CloudEar.NOVA, FIRST);
        caller(CloudEar.NOVA, nova, config -> config.put("language", "fr"), options);
        assertThat(nova.await(0).query("language")).isEqualTo("fr");
        assertThat(nova.await(0).query("keyterm")).isEqualTo("Hibari");
        assertThat(nova.await(0).query("endpointing")).isEqualTo("false");

        VendorServer flux = serve(CloudEar.FLUX, FIRST);
        caller(CloudEar.FLUX, flux, _ -> {}, options);
        assertThat(flux.await(0).query("model")).isEqualTo("flux-general-multi");
        assertThat(flux.await(0).query("language_hint")).isEqualTo("de");

        VendorServer openAi = serve(CloudEar.OPENAI, FIRST);
        SpeakingCaller caller = caller(CloudEar.OPENAI, openAi, _ -> {}, options);
        assertThat(caller.say(900)).isEqualTo(FIRST);
        assertThat(openAi.exchanges())
                .filteredOn(exchange -> exchange.method().equals("POST"))
                .isNotEmpty()
                .allSatisfy(exchange -> assertThat(exchange.text())
                        .contains("name=\"language\"")
                        .contains("\r\nde\r\n"));
    }

    @Test
    void audioIsSentInPiecesThatAssemblyAiTakes() throws Exception {
        VendorServer server = serve(CloudEar.ASSEMBLYAI, FIRST);
        SpeakingCaller caller = caller(CloudEar.ASSEMBLYAI, server);
        caller.begin(928);
        assertThat(SpeakingCaller.words(caller.pause())).isEqualTo(FIRST);
        List<Integer> pieces = server.last().messages().stream()
                .filter(Exchange.Message.Binary.class::isInstance)
                .map(message -> ((Exchange.Message.Binary) message).bytes().size())
                .toList();
        assertThat(pieces).isNotEmpty().allSatisfy(bytes -> assertThat(bytes).isBetween(1_600, 32_000));
    }

    @Test
    void noMessageHoldsTheKeyBesideTheHandshake() throws Exception {
        VendorServer server = serve(CloudEar.ASSEMBLYAI, FIRST);
        SpeakingCaller caller = caller(CloudEar.ASSEMBLYAI, server);
        assertThat(caller.say(900)).isEqualTo(FIRST);
        assertThat(server.last().target()).doesNotContain(AssemblyAiServer.KEY);
        assertThat(server.last().jsonMessages())
                .extracting(JsonNode::toString)
                .noneMatch(text -> text.contains(AssemblyAiServer.KEY));
    }
}

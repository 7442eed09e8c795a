package dev.tandem.workers.speech;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.tandem.vendors.Exchange;
import dev.tandem.vendors.Fault;
import dev.tandem.vendors.VendorServer;
import dev.tandem.workers.egress.Egress;
import dev.tandem.workers.egress.EgressSettings;
import dev.tandem.workers.provider.Provider;
import dev.tandem.workers.provider.ProviderException.Reason;
import dev.tandem.workflows.graph.ProviderConfig;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import tools.jackson.databind.node.ObjectNode;

/** Each vendor's voice against the fake of its server. */
@Timeout(20)
class CloudVoicesTest {

    private final List<AutoCloseable> opened = new ArrayList<>();

    @AfterEach
    void close() throws Exception {
        for (AutoCloseable one : opened.reversed()) {
            one.close();
        }
    }

    private VendorServer serve(CloudVoice vendor) {
        return kept(vendor.serve());
    }

    private <C extends AutoCloseable> C kept(C one) {
        opened.add(one);
        return one;
    }

    private TextToSpeech voice(CloudVoice vendor, VendorServer server) {
        return voice(vendor, vendor.config(server));
    }

    private TextToSpeech voice(CloudVoice vendor, ProviderConfig config) {
        return kept(vendor.open()).open(config);
    }

    private static HeardReply say(TextToSpeech voice, String... clauses) {
        HeardReply heard = new HeardReply();
        TextToSpeech.Context context = voice.open(TextToSpeech.Options.DEFAULT, heard);
        for (String clause : clauses) {
            context.say(clause);
            context.flush();
        }
        context.finish();
        return heard;
    }

    @ParameterizedTest
    @EnumSource
    void speaksClauseByClause(CloudVoice vendor) throws Exception {
        HeardReply heard = say(voice(vendor, serve(vendor)), "Good morning.", " How are you today?")
                .awaitFinished();

        // 1,600 samples for each character; a vendor may get a space less or more.
        assertThat(heard.flushedAt).hasSize(2);
        assertThat(heard.flushedAt.getFirst()).isBetween(866, 934);
        assertThat(heard.ms()).isBetween(2_066, 2_200);
        assertThat(heard.characters.get()).isBetween(31L, 32L);
    }

    @ParameterizedTest
    @EnumSource(names = {"CARTESIA", "ELEVENLABS"})
    void tellsWhichWordsArePast(CloudVoice vendor) throws Exception {
        HeardReply heard =
                say(voice(vendor, serve(vendor)), "Good morning.", " Bye now.").awaitFinished();

        assertThat(heard.timings).extracting(TextToSpeech.Timing::characters).contains(4, 13, 17, 22);
        TextToSpeech.Timing last = heard.timings.getLast();
        assertThat(last.ms()).isBetween(1_300, heard.ms() + 10);
        assertThat(heard.timings).isSortedAccordingTo((one, other) -> Integer.compare(one.ms(), other.ms()));
    }

    @ParameterizedTest
    @EnumSource
    void cancelsOnTheWireWithin100Ms(CloudVoice vendor) throws Exception {
        cancelled(vendor); // loads the classes
        assertThat(cancelled(vendor)).isLessThan(Duration.ofMillis(100));
    }

    /** Cancels a reply on its first sound, and returns how long it took until the vendor knew. */
    private Duration cancelled(CloudVoice vendor) throws Exception {
        VendorServer server = kept(vendor.serve());
        server.always(Fault.slowDrip(Duration.ofMillis(100)));
        HeardReply heard = new HeardReply();
        TextToSpeech.Context context = voice(vendor, server).open(TextToSpeech.Options.DEFAULT, heard);
        context.say("This is a long explanation that nobody wants to hear to its end.");
        context.flush();
        heard.awaitSound();

        long began = System.nanoTime();
        context.close();
        await().atMost(Duration.ofSeconds(2))
                .pollInterval(Duration.ofMillis(2))
                .until(() -> vendor.isCancelled(server));
        return Duration.ofNanos(System.nanoTime() - began);
    }

    @ParameterizedTest
    @EnumSource
    void oneConnectionServesOneReplyAfterTheOther(CloudVoice vendor) throws Exception {
        VendorServer server = serve(vendor);
        TextToSpeech voice = voice(vendor, server);

        say(voice, "Hello.").awaitFinished();
        HeardReply cut = new HeardReply();
        TextToSpeech.Context context = voice.open(TextToSpeech.Options.DEFAULT, cut);
        context.say("This is cut.");
        context.flush();
        if (vendor.isSocket()) {
            context.close();
        } else {
            context.finish();
            cut.awaitFinished();
        }
        HeardReply last = say(voice, "Bye.").awaitFinished();

        assertThat(last.ms()).isBetween(200, 340);
        assertThat(server.connections()).isOne();
    }

    @ParameterizedTest
    @EnumSource
    void aReplyThatWasConnectedBeforeNeedsNoHandshake(CloudVoice vendor) throws Exception {
        VendorServer server = serve(vendor);
        TextToSpeech voice = voice(vendor, server);

        voice.connect();
        Exchange first = server.await(0);
        if (vendor.isSocket()) {
            say(voice, "Hello.").awaitFinished();
            assertThat(server.connections()).isOne();
        } else {
            first.awaitEnd(Duration.ofSeconds(5));
            // A reply may come before the client has put the connection back, a moment after the server is done with
            // it.
            await().untilAsserted(() -> {
                say(voice, "Hello.").awaitFinished();
                assertThat(server.exchanges().getLast().before()).isPositive();
            });
            assertThat(server.connections()).isLessThanOrEqualTo(2);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "CARTESIA, 401, WRONG_KEY, does not take the api_key",
        "CARTESIA, 402, WRONG_KEY, has no credit left for this api_key",
        "CARTESIA, 429, TOO_MUCH, has reached a limit of this account",
        "CARTESIA, 503, UNAVAILABLE, is broken or away",
        "ELEVENLABS, 401, WRONG_KEY, does not take the api_key",
        "ELEVENLABS, 402, WRONG_KEY, has no credit left for this api_key",
        "ELEVENLABS, 429, TOO_MUCH, has reached a limit of this account",
        "ELEVENLABS, 503, UNAVAILABLE, is broken or away",
        "OPENAI, 401, WRONG_KEY, does not take the api_key",
        "OPENAI, 402, WRONG_KEY, has no credit left for this api_key",
        "OPENAI, 429, TOO_MUCH, has reached a limit of this account",
        "OPENAI, 503, UNAVAILABLE, is broken or away"
    })
    void saysWhyARequestIsRefused(CloudVoice vendor, int status, Reason reason, String sentence) throws Exception {
        VendorServer server = serve(vendor);
        server.next(Fault.status(status));

        expect(say(voice(vendor, server), "Hello.").awaitEnd(), reason, sentence);
    }

    private static void expect(@Nullable SpeechException fault, Reason reason, String sentence) {
        assertThat(fault).isInstanceOfSatisfying(SpeechException.class, found -> {
            assertThat(found).hasMessageContaining(sentence);
            assertThat(found.reason()).isEqualTo(reason);
            assertThat(found.getMessage()).doesNotContain("secret-key-1");
        });
    }

    @ParameterizedTest
    @CsvSource({
        "CARTESIA, api_key, wrong, WRONG_KEY, does not take the api_key",
        "CARTESIA, model, gpt-x, WRONG_REQUEST, correct model",
        "CARTESIA, voice_id, unknown, WRONG_REQUEST, correct voice_id",
        "ELEVENLABS, api_key, wrong, WRONG_KEY, does not take the api_key",
        "ELEVENLABS, model, gpt-x, WRONG_REQUEST, correct model",
        "ELEVENLABS, voice_id, unknown, WRONG_REQUEST, correct voice_id",
        "OPENAI, api_key, wrong, WRONG_KEY, does not take the api_key",
        "OPENAI, model, sonic-2, WRONG_REQUEST, correct model",
        "OPENAI, voice_id, unknown, WRONG_REQUEST, correct voice_id"
    })
    void saysWhichFieldTheVendorDoesNotKnow(
            CloudVoice vendor, String field, String value, Reason reason, String sentence) throws Exception {
        ObjectNode config = vendor.config(serve(vendor).url()).put(field, value);
        HeardReply heard = new HeardReply();
        TextToSpeech.Context context = voice(
                        vendor, new ProviderConfig(config.path("provider").stringValue(), config))
                .open(new TextToSpeech.Options(config.path("voice_id").asString(""), 1), heard);
        context.say("Hello.");
        context.flush();

        expect(heard.awaitEnd(), reason, sentence);
    }

    @ParameterizedTest
    @EnumSource
    void saysWhenNobodyAnswersAtTheAddress(CloudVoice vendor) throws Exception {
        VendorServer server = vendor.serve();
        ProviderConfig config = vendor.config(server);
        server.close();

        expect(say(voice(vendor, config), "Hello.").awaitEnd(), Reason.UNAVAILABLE, "cannot be reached");
    }

    @ParameterizedTest
    @EnumSource
    void saysWhenTheAddressIsOfNoSuchServerOrOfNobody(CloudVoice vendor) throws Exception {
        VendorServer server = serve(vendor);
        assertThat(reply(vendor, server.url() + "/elsewhere").awaitEnd())
                .isInstanceOf(SpeechException.class)
                .hasMessageContaining("base_url");
        expect(
                reply(vendor, "https://no-such-host.invalid").awaitEnd(),
                Reason.UNAVAILABLE,
                "has no address; correct base_url");
    }

    private HeardReply reply(CloudVoice vendor, String address) {
        ObjectNode config = vendor.config(address);
        return say(voice(vendor, new ProviderConfig(config.path("provider").stringValue(), config)), "Hello.");
    }

    @ParameterizedTest
    @EnumSource
    void saysWhenAProxyBarsTheWay(CloudVoice vendor) throws Exception {
        VendorServer proxy = serve(vendor);
        proxy.always(Fault.status(403));
        Provider<TextToSpeech> inside = kept(vendor.open());
        inside.leaveThrough(kept(new Egress(new EgressSettings("", Optional.of(URI.create(proxy.url())), false))));
        ObjectNode config = vendor.config("http://93.184.216.34");
        TextToSpeech voice =
                inside.open(new ProviderConfig(config.path("provider").stringValue(), config));

        expect(say(voice, "Hello.").awaitEnd(), Reason.UNAVAILABLE, "cannot be reached: the proxy");
    }

    @ParameterizedTest
    @EnumSource
    void saysWhatIsMissingWhenTheAddressIsNotAllowed(CloudVoice vendor) throws Exception {
        Provider<TextToSpeech> guarded = kept(vendor.open());
        guarded.leaveThrough(kept(new Egress(EgressSettings.PUBLIC)));

        HeardReply heard = say(guarded.open(vendor.config(serve(vendor))), "Hello.");

        expect(heard.awaitEnd(), Reason.WRONG_REQUEST, "TANDEM_EGRESS_ALLOW");
    }

    @ParameterizedTest
    @EnumSource
    void saysWhenACertificateDoesNotFit(CloudVoice vendor) throws Exception {
        VendorServer server = kept(vendor.serveSecure());

        expect(say(voice(vendor, server), "Hello.").awaitEnd(), Reason.UNAVAILABLE, "shows no certificate that fits");
    }
}

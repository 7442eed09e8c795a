package dev.tandem.examples.demo;

import dev.tandem.stack.run.LocalStackBuilder;
import dev.tandem.vendors.Exchange;
import dev.tandem.vendors.ModelVendor;
import dev.tandem.vendors.VendorServer;
import dev.tandem.vendors.assemblyai.AssemblyAiServer;
import dev.tandem.vendors.cartesia.CartesiaServer;
import dev.tandem.vendors.ears.SpokenLines;
import dev.tandem.vendors.openai.OpenAiServer;
import dev.tandem.workers.speech.Speech;
import dev.tandem.workers.speech.TextToSpeech;
import dev.tandem.workflows.graph.ProviderConfig;
import java.net.URI;
import java.nio.ShortBuffer;
import java.time.Duration;
import java.util.List;
import okio.ByteString;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

/** The three services that the customer's document names, on this machine. Cartesia's fake has a voice of its own. */
final class CloudVendors implements AutoCloseable {

    static final String CARTESIA_KEY = "sk_car_test_0123456789";

    private static final ProviderConfig LOCAL =
            new ProviderConfig("local", JsonNodeFactory.instance.objectNode().put("provider", "local"));

    private final Speech speech = Speech.load();
    private final TextToSpeech voice = speech.textToSpeech(LOCAL);

    /** What the caller says: the fake of AssemblyAI hears that somebody speaks, and is told what. */
    final SpokenLines lines = SpokenLines.told();

    final OpenAiServer openAi = VendorServer.start(new OpenAiServer());
    final AssemblyAiServer assemblyAi = VendorServer.start(new AssemblyAiServer(lines));
    final CartesiaServer cartesia = VendorServer.start(new CartesiaServer(this::spoken, Duration.ZERO));

    CloudVendors() {
        openAi.answersBy(ModelDesk::answer);
    }

    private short[] spoken(String text) {
        ShortBuffer samples = ShortBuffer.allocate(24_000 * 60);
        try {
            voice.speak(text, TextToSpeech.Options.DEFAULT, samples::put);
        } catch (InterruptedException cancelled) {
            Thread.currentThread().interrupt();
        }
        short[] all = new short[samples.flip().remaining()];
        samples.get(all);
        return all;
    }

    /** Gives the installation its accounts: keys and addresses in the environment, and the addresses allowed. */
    LocalStackBuilder installedIn(LocalStackBuilder stack) {
        return stack.environment("OPENAI_API_KEY", ModelVendor.KEY)
                .environment("OPENAI_BASE_URL", openAi.url() + "/v1")
                .environment("ASSEMBLYAI_API_KEY", AssemblyAiServer.KEY)
                .environment("ASSEMBLYAI_BASE_URL", assemblyAi.url())
                .environment("CARTESIA_API_KEY", CARTESIA_KEY)
                .environment("CARTESIA_BASE_URL", cartesia.url())
                .toolsReach(URI.create(openAi.url()))
                .toolsReach(URI.create(assemblyAi.url()))
                .toolsReach(URI.create(cartesia.url()));
    }

    /** Returns everything that Cartesia was asked, in order. */
    List<JsonNode> speechRequests() {
        return cartesia.exchanges().stream()
                .flatMap(exchange -> exchange.jsonMessages().stream())
                .toList();
    }

    /** Returns how much of the caller's audio one of AssemblyAI's sessions got, seconds. */
    static double heardSeconds(Exchange session) {
        return session.messages().stream()
                        .filter(Exchange.Message.Binary.class::isInstance)
                        .map(message -> ((Exchange.Message.Binary) message).bytes())
                        .mapToInt(ByteString::size)
                        .sum()
                / 32_000.;
    }

    @Override
    public void close() {
        openAi.close();
        assemblyAi.close();
        cartesia.close();
        speech.close();
    }
}

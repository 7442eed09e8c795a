package dev.tandem.workers.speech.openai.voice;

import dev.tandem.workers.audio.Samples;
import dev.tandem.workers.provider.Account;
import dev.tandem.workers.speech.ClauseSynthesiser;
import dev.tandem.workers.speech.SpeechException;
import dev.tandem.workflows.catalog.ProviderDescriptor;
import dev.tandem.workflows.graph.ProviderConfig;
import dev.tandem.workflows.graph.ProviderKind;
import java.io.IOException;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import okhttp3.Call;
import okhttp3.Callback;
import okhttp3.MediaType;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.RequestBody;
import okhttp3.Response;
import okio.BufferedSource;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Asks for the audio of clauses, and hands it over as it comes. */
final class SpeechRequests implements ClauseSynthesiser {

    private static final String STANDARD_MODEL = "gpt-4o-mini-tts";

    /** A voice that all models have. */
    private static final String STANDARD_VOICE = "alloy";

    private static final MediaType JSON = MediaType.get("application/json");

    /** Bytes of 85 ms: little enough to sound soon. */
    private static final int PIECE = 4_096;

    private static final ProviderDescriptor DESCRIPTOR = ProviderDescriptor.of(ProviderKind.TTS, "openai");

    private final OkHttpClient client;
    private final Account account;
    private final ProviderConfig config;

    SpeechRequests(OkHttpClient client, Account account, ProviderConfig config) {
        this.client = client;
        this.account = account;
        this.config = config;
    }

    /** What came of a request. */
    private sealed interface Part {

        /** This is a class, because a record's components should not be arrays. */
        final class Audio implements Part {

            private final short[] samples;

            private Audio(short[] samples) {
                this.samples = samples;
            }
        }

        record Over() implements Part {}

        record Broken(SpeechException fault) implements Part {}
    }

    /** Opens a connection without a request that costs anything. It stays open for the next clause. */
    void connect() {
        Request nothing = request("models").head().build();
        client.newCall(nothing).enqueue(new Callback() {
            @Override
            public void onFailure(Call call, IOException unreachable) {
                // The next clause finds it out, and somebody waits for that one.
            }

            @Override
            public void onResponse(Call call, Response response) {
                response.close();
            }
        });
    }

    @Override
    public void speak(Clause clause, AudioSink sink) throws InterruptedException {
        BlockingQueue<Part> parts = new LinkedBlockingQueue<>();
        Call call = client.newCall(request("audio/speech")
                .post(RequestBody.create(body(clause).toString(), JSON))
                .build());
        call.enqueue(new Reading(parts));
        try {
            while (true) {
                switch (parts.take()) {
                    case Part.Audio audio -> sink.audio(audio.samples);
                    case Part.Over() -> {
                        return;
                    }
                    case Part.Broken(SpeechException fault) -> throw fault;
                }
            }
        } finally {
            // An interruption ends the request on the wire; of one that is over, nothing is left to end.
            call.cancel();
        }
    }

    private Request.Builder request(String path) {
        Request.Builder request = new Request.Builder().url(account.at(path));
        if (!account.key().isEmpty()) {
            request.header("Authorization", "Bearer " + account.key());
        }
        return request;
    }

    private ObjectNode body(Clause clause) {
        String said = clause.voice();
        boolean isModel = DESCRIPTOR.namesModel(said);
        ObjectNode body = JsonMapper.shared().createObjectNode();
        body.put("model", config.text("model", isModel ? said : STANDARD_MODEL));
        body.put("input", clause.text());
        body.put("voice", said.isEmpty() || isModel ? STANDARD_VOICE : said);
        body.put("response_format", "pcm");
        if (clause.speed() != 1) {
            body.put("speed", clause.speed());
        }
        String instructions = config.text("instructions", "");
        if (!instructions.isEmpty()) {
            body.put("instructions", instructions);
        }
        return body;
    }

    private final class Reading implements Callback {

        private final BlockingQueue<Part> parts;

        private Reading(BlockingQueue<Part> parts) {
            this.parts = parts;
        }

        @Override
        public void onFailure(Call call, IOException fault) {
            parts.add(new Part.Broken(SpeechFaults.unreachable(account, fault)));
        }

        @Override
        public void onResponse(Call call, Response response) {
            try (response) {
                parts.add(
                        SpeechFaults.isAudio(response)
                                ? read(response)
                                : new Part.Broken(SpeechFaults.refused(account, response)));
            } catch (IOException fault) {
                parts.add(new Part.Broken(SpeechFaults.unreachable(account, fault)));
            }
        }

        private Part read(Response response) throws IOException {
            Samples samples = new Samples();
            BufferedSource source = response.body().source();
            byte[] piece = new byte[PIECE];
            boolean spoke = false;
            for (int length = source.read(piece); length >= 0; length = source.read(piece)) {
                short[] next = samples.of(piece, length);
                if (next.length > 0) {
                    spoke = true;
                    parts.add(new Part.Audio(next));
                }
            }
            return spoke ? new Part.Over() : new Part.Broken(SpeechFaults.silent(account));
        }
    }
}

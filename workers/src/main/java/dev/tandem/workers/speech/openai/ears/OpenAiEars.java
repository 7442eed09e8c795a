package dev.tandem.workers.speech.openai.ears;

import dev.tandem.workers.provider.Account;
import dev.tandem.workers.speech.SpeechException;
import dev.tandem.workers.speech.UtteranceRecogniser;
import dev.tandem.workflows.graph.ProviderConfig;
import java.io.IOException;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import okhttp3.Call;
import okhttp3.Callback;
import okhttp3.MediaType;
import okhttp3.MultipartBody;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.RequestBody;
import okhttp3.Response;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Has each utterance transcribed by a request of its own. A request that nobody waits for any more is cancelled. */
final class OpenAiEars implements UtteranceRecogniser {

    private static final String STANDARD_MODEL = "gpt-4o-mini-transcribe";
    private static final MediaType WAV = MediaType.get("audio/wav");

    private final OkHttpClient client;
    private final Account account;
    private final String model;
    private final String language;
    private final String prompt;

    OpenAiEars(OkHttpClient client, Account account, ProviderConfig config) {
        this.client = client;
        this.account = account;
        this.model = config.text("model", STANDARD_MODEL);
        this.language = config.text("language", "");
        this.prompt = config.config().path("keyterms").values().stream()
                .map(JsonNode::asString)
                .collect(Collectors.joining(", "));
    }

    /** Opens a connection without a request that costs anything. It stays open for the first utterance. */
    void connect() {
        client.newCall(request("models").head().build()).enqueue(new Callback() {
            @Override
            public void onFailure(Call call, IOException unreachable) {
                // The first utterance finds it out, and somebody waits for that one.
            }

            @Override
            public void onResponse(Call call, Response response) {
                response.close();
            }
        });
    }

    private Request.Builder request(String path) {
        Request.Builder request = new Request.Builder().url(account.at(path));
        if (!account.key().isEmpty()) {
            request.header("Authorization", "Bearer " + account.key());
        }
        return request;
    }

    @Override
    public Recognition open(String spoken) {
        return new Utterance(language.isEmpty() ? spoken : language);
    }

    private final class Utterance implements Recognition {

        private final String spoken;
        private final WavFile audio = new WavFile();
        private @Nullable Call under;
        private @Nullable CompletableFuture<String> asked;

        private Utterance(String spoken) {
            this.spoken = Locale.forLanguageTag(spoken).getLanguage();
        }

        @Override
        public void audio(float[] samples, int offset, int length) {
            audio.add(samples, offset, length);
            asked = null;
        }

        @Override
        public CompletableFuture<String> transcript() {
            CompletableFuture<String> known = asked;
            if (known != null) {
                return known;
            }
            giveUp();
            if (account.key().isEmpty() && account.baseUrl().host().equals("api.openai.com")) {
                return CompletableFuture.failedFuture(TranscriptionFaults.noKey());
            }
            CompletableFuture<String> answer = new CompletableFuture<>();
            Call call =
                    client.newCall(request("audio/transcriptions").post(body()).build());
            call.enqueue(new Answer(answer));
            under = call;
            asked = answer;
            return answer;
        }

        private RequestBody body() {
            MultipartBody.Builder form = new MultipartBody.Builder()
                    .setType(MultipartBody.FORM)
                    .addFormDataPart("model", model)
                    .addFormDataPart("response_format", "json")
                    .addFormDataPart("language", spoken)
                    .addFormDataPart("file", "utterance.wav", RequestBody.create(audio.bytes(), WAV));
            return prompt.isEmpty()
                    ? form.build()
                    : form.addFormDataPart("prompt", prompt).build();
        }

        /** Cancels the request for words that are outdated. */
        private void giveUp() {
            Call before = under;
            if (before != null) {
                before.cancel();
            }
        }

        @Override
        public void close() {
            CompletableFuture<String> open = asked;
            if (open != null) {
                open.cancel(false);
            }
            giveUp();
        }
    }

    private final class Answer implements Callback {

        private final CompletableFuture<String> answer;

        private Answer(CompletableFuture<String> answer) {
            this.answer = answer;
        }

        @Override
        public void onFailure(Call call, IOException fault) {
            if (call.isCanceled()) {
                answer.cancel(false);
            } else {
                answer.completeExceptionally(TranscriptionFaults.unreachable(account, fault));
            }
        }

        @Override
        public void onResponse(Call call, Response response) {
            try (response) {
                if (response.isSuccessful()) {
                    answer.complete(words(response.body().string()));
                } else {
                    answer.completeExceptionally(TranscriptionFaults.refused(account, response));
                }
            } catch (SpeechException unreadable) {
                answer.completeExceptionally(unreadable);
            } catch (IOException fault) {
                onFailure(call, fault);
            }
        }

        private String words(String body) {
            try {
                return JsonMapper.shared()
                        .readTree(body)
                        .path("text")
                        .stringValue()
                        .strip();
            } catch (JacksonException unreadable) {
                throw TranscriptionFaults.unreadable(account, unreadable);
            }
        }
    }
}

package dev.tandem.workers.speech.streamed;

import dev.tandem.workers.audio.NativeThreads;
import dev.tandem.workers.provider.ProviderException;
import dev.tandem.workers.provider.socket.ProviderSocket;
import dev.tandem.workers.provider.socket.SocketListener;
import dev.tandem.workers.provider.socket.Sockets;
import dev.tandem.workers.speech.InTurn;
import dev.tandem.workers.speech.SpeechEvent;
import dev.tandem.workers.speech.SpeechException;
import dev.tandem.workers.speech.SpeechToText;
import java.io.ByteArrayOutputStream;
import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One caller's audio over one connection at a time. Everything happens in turn ({@link InTurn}), so nobody waits for a
 * lock.
 */
final class SocketStream implements SpeechToText.Stream {

    private static final Logger LOG = LoggerFactory.getLogger(SocketStream.class);

    private static final String DEFECT = "the recogniser's provider has a defect";

    /** Bytes that are sent at once: 64 ms, two windows of the voice detection. AssemblyAI wants 50 ms to 1 s. */
    private static final int CHUNK = 64 * CallerAudio.SECOND / 1_000;

    private static final int SMALLEST_CHUNK = 50 * CallerAudio.SECOND / 1_000;

    /** Words that the service has settled by itself are complete if nothing more comes within this time. */
    private static final Duration SETTLED = Duration.ofMillis(300);

    /** A deadline that stands around this stream, because there are others to ask, comes first. */
    private static final Duration GRACE = Duration.ofMillis(250);

    /** Sound without a word that is longer than this is no cough: the service does not answer. */
    private static final double COUGH_S = 1.5;

    /** The words of a pause are complete when all is understood but this end of its silence, seconds. */
    private static final double SILENT_S = .15;

    /** Connections in a row that are replaced although they broke at once. */
    private static final int MOST_REPLACED = 2;

    /** A connection that held for so long did not break at once. */
    private static final long STABLE = Duration.ofSeconds(2).toNanos();

    private static final ScheduledExecutorService CLOCK = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("ears-clock").factory());

    private final Sockets sockets;
    private final Supplier<Dialect> dialects;
    private final Duration deadline;
    private final Consumer<SpeechEvent> events;
    private final InTurn turn = new InTurn();

    private final CallerAudio kept = new CallerAudio();
    private final ByteArrayOutputStream pending = new ByteArrayOutputStream();
    private final Transcript transcript = new Transcript();
    private @Nullable Connection connection;
    private @Nullable SpeechException over;
    private boolean closed;
    private int replaced;

    private boolean speaking;
    private @Nullable Question question;
    private String partial = "";

    /** Bytes of the utterance under way, and of all audio since the last report of usage. */
    private long uttered;

    private long unreported;

    /** Utterances in a row of which the service said nothing. */
    private int silences;

    SocketStream(Sockets sockets, Supplier<Dialect> dialects, Duration deadline, Consumer<SpeechEvent> events) {
        this.sockets = sockets;
        this.dialects = dialects;
        this.deadline = deadline;
        this.events = events;
    }

    /** A connection, and what was sent over it. */
    private final class Connection implements SocketListener {

        private final Dialect dialect = dialects.get();
        private final long began = System.nanoTime();
        private @Nullable ProviderSocket socket;
        private long sent;

        private ProviderSocket socket() {
            ProviderSocket opened = socket;
            if (opened == null) {
                throw new IllegalStateException("the connection was not made");
            }
            return opened;
        }

        private void send(byte[] audio) {
            int at = 0;
            while (at < audio.length) {
                int count = Math.min(CallerAudio.SECOND, audio.length - at);
                // The last piece may be shorter than what the service takes: silence makes up for it.
                int size = Math.max(count, SMALLEST_CHUNK);
                socket().send(Arrays.copyOfRange(Arrays.copyOfRange(audio, at, at + count), 0, size));
                sent += size;
                at += count;
            }
        }

        private double seconds() {
            return (double) sent / CallerAudio.SECOND;
        }

        private boolean mayBeReplaced() {
            if (System.nanoTime() - began > STABLE) {
                replaced = 0;
            }
            return socket().wasOpen() && replaced++ < MOST_REPLACED;
        }

        @Override
        public void text(String message) {
            turn.run(() -> {
                if (connection == this) {
                    read(message);
                }
            });
        }

        private void read(String message) {
            try {
                dialect.read(message).forEach(SocketStream.this::heard);
            } catch (RuntimeException unreadable) {
                broken(
                        this,
                        new ProviderException(
                                ProviderException.Reason.UNAVAILABLE,
                                "The provider '" + dialect.target().provider() + "' sent what is no message of it.",
                                unreadable));
            }
        }

        @Override
        public void lost(ProviderException fault) {
            turn.run(() -> broken(this, fault));
        }
    }

    /**
     * What is asked for: the words up to a second of the connection's audio, which counts anew when another connection
     * was made.
     */
    private static final class Question {

        private final CompletableFuture<String> answer;
        private final boolean last;
        private final double at;

        private Question(CompletableFuture<String> answer, boolean last, double at) {
            this.answer = answer;
            this.last = last;
            this.at = at;
        }
    }

    void connect() {
        turn.run(this::reconnect);
    }

    private void reconnect() {
        try {
            Connection made = new Connection();
            connection = made;
            made.socket = sockets.connect(made.dialect.target(), made);
        } catch (ProviderException refused) {
            fail(refused);
        }
    }

    @Override
    public void audio(float[] samples, int offset, int length) {
        byte[] pcm = CallerAudio.pcm(samples, offset, length);
        turn.run(() -> {
            Connection open = connection;
            kept.add(pcm);
            if (open == null) {
                return;
            }
            unreported += pcm.length;
            if (speaking) {
                uttered += pcm.length;
            }
            pending.writeBytes(pcm);
            if (pending.size() >= CHUNK) {
                sendPending(open);
            }
        });
    }

    private void sendPending(Connection open) {
        if (pending.size() > 0) {
            open.send(pending.toByteArray());
            pending.reset();
        }
    }

    @Override
    public void started() {
        turn.run(() -> {
            speaking = true;
            uttered = 0;
            partial = "";
            kept.begin();
            tell(new SpeechEvent.Started());
        });
    }

    @Override
    public CompletableFuture<String> paused() {
        return ask(false);
    }

    @Override
    public void resumed() {
        turn.run(() -> {
            Question asked = question;
            if (asked != null && asked.answer.isDone()) {
                question = null;
            }
        });
    }

    @Override
    public CompletableFuture<String> ended() {
        return ask(true);
    }

    private CompletableFuture<String> ask(boolean last) {
        CompletableFuture<String> answer = new CompletableFuture<>();
        turn.run(() -> asked(answer, last));
        return answer;
    }

    private void asked(CompletableFuture<String> answer, boolean last) {
        SpeechException fault = over;
        Question before = question;
        Connection open = connection;
        if (fault != null) {
            answer.completeExceptionally(fault);
        } else if (closed || open == null) {
            answer.cancel(false);
        } else if (!speaking) {
            answer.complete("");
        } else if (last && before != null) {
            settleWith(answer, before);
        } else {
            sendPending(open);
            Question asked = new Question(answer, last, open.seconds() - SILENT_S);
            question = asked;
            if (last || !open.dialect.tellsProgress()) {
                open.socket().send(open.dialect.flush());
            }
            await(asked);
        }
    }

    /** Ends an utterance whose words a pause has already asked for. */
    private void settleWith(CompletableFuture<String> answer, Question before) {
        Question last = new Question(answer, true, before.at);
        question = last;
        Connection open = connection;
        if (open != null && open.dialect.tellsProgress() && transcript.isOpen()) {
            sendPending(open);
            open.socket().send(open.dialect.flush());
        }
        if (before.answer.isDone() && !before.answer.isCompletedExceptionally()) {
            answer(last, before.answer.join());
            return;
        }
        var _ = answer.whenComplete((text, fault) -> {
            if (fault == null) {
                before.answer.complete(text);
            } else {
                before.answer.completeExceptionally(fault);
            }
        });
        await(last);
    }

    /** Sees to it that the question is answered, whatever the service does. */
    private void await(Question asked) {
        settleSoon(asked);
        after(deadline.multipliedBy(2).dividedBy(3), asked, () -> {
            boolean cough = uttered < COUGH_S * CallerAudio.SECOND && silences == 0;
            if (cough && transcript.text().isEmpty()) {
                answer(asked, "");
            }
        });
        after(deadline.plus(GRACE), asked, () -> late(asked));
    }

    /** Makes do with words that may still change, because nobody else was asked. */
    private void late(Question asked) {
        String text = transcript.text();
        if (text.isEmpty()) {
            forget(asked);
            asked.answer.completeExceptionally(new SpeechException(
                    ProviderException.Reason.LATE,
                    "The provider did not say the words within " + deadline.toMillis() + " ms."));
        } else {
            answer(asked, text);
        }
        Connection hung = connection;
        if (hung != null && !closed) {
            hung.socket().send(hung.dialect.farewell());
            hung.socket().close();
            replace();
        }
    }

    private void settleSoon(Question asked) {
        if (transcript.isSettled()) {
            after(SETTLED, asked, () -> {
                if (transcript.isSettled()) {
                    answer(asked, transcript.text());
                }
            });
        }
    }

    private void after(Duration time, Question asked, Runnable what) {
        Runnable inTurn = () -> turn.run(() -> {
            if (question == asked && !asked.answer.isDone()) {
                what.run();
            }
        });
        var _ = CLOCK.schedule(
                () -> {
                    if (!asked.answer.isDone()) {
                        var _ = NativeThreads.start(inTurn);
                    }
                },
                time.toMillis(),
                TimeUnit.MILLISECONDS);
    }

    private void heard(Heard what) {
        switch (what) {
            case Heard.Refused(ProviderException fault) -> {
                Connection open = connection;
                if (open != null) {
                    open.socket().close();
                    broken(open, fault);
                }
            }
            case Heard.TurnOver(int segment, double confidence) -> {
                if (speaking && !transcript.isPast(segment)) {
                    tell(new SpeechEvent.EndOfTurn(confidence));
                }
            }
            case Heard.Words words -> {
                if (transcript.take(words)) {
                    understood(words);
                }
            }
            case Heard.Flushed(int segment, double until) -> {
                Question asked = question;
                boolean past = transcript.isPast(segment);
                if (asked != null && !asked.answer.isDone() && !past && !(until < asked.at)) {
                    answer(asked, transcript.text());
                }
            }
        }
    }

    private void understood(Heard.Words words) {
        String text = transcript.text();
        Connection open = connection;
        if (speaking && !text.equals(partial)) {
            partial = text;
            tell(new SpeechEvent.Partial(text));
        }
        Question asked = question;
        if (asked == null || asked.answer.isDone() || open == null) {
            return;
        }
        boolean enough = !asked.last || !transcript.isOpen();
        if (open.dialect.tellsProgress() && enough && words.until() >= asked.at) {
            answer(asked, text);
        } else if (words.settled()) {
            settleSoon(asked);
        }
    }

    private void answer(Question asked, String text) {
        silences = text.isEmpty() ? silences + 1 : 0;
        if (!asked.last) {
            asked.answer.complete(text);
            return;
        }
        forget(asked);
        tell(new SpeechEvent.Final(text));
        report();
        asked.answer.complete(text);
    }

    /** Ends the utterance, if the question was for its last words. */
    private void forget(Question asked) {
        question = null;
        if (asked.last) {
            speaking = false;
            kept.end();
            Connection open = connection;
            transcript.end(open == null ? -1 : open.seconds());
        }
    }

    private void report() {
        if (unreported > 0) {
            tell(new SpeechEvent.Usage(Duration.ofMillis(unreported * 1_000 / CallerAudio.SECOND)));
            unreported = 0;
        }
    }

    private void broken(Connection which, ProviderException fault) {
        if (connection != which || closed) {
            return;
        }
        if (!fault.retryable() || !which.mayBeReplaced()) {
            fail(fault);
            return;
        }
        LOG.atWarn()
                .addKeyValue("provider", which.dialect.target().provider())
                .addKeyValue("reason", fault.reason())
                .log("a recogniser's connection broke, and another one is opened");
        replace();
    }

    /** Opens another connection, which hears the utterance under way from its beginning. */
    private void replace() {
        transcript.restart();
        pending.reset();
        reconnect();
        Connection next = connection;
        if (next == null) {
            return;
        }
        next.send(kept.all());
        Question asked = question;
        if (asked != null && !asked.answer.isDone()) {
            Question again = new Question(asked.answer, asked.last, next.seconds());
            question = again;
            next.socket().send(next.dialect.flush());
            await(again);
        }
    }

    private void fail(ProviderException fault) {
        SpeechException why = SpeechException.of(fault, DEFECT);
        over = why;
        connection = null;
        Question asked = question;
        question = null;
        // Whoever asked learns it first: it is this exchange that has failed.
        if (asked != null) {
            asked.answer.completeExceptionally(why);
        }
        tell(new SpeechEvent.Fault(why));
    }

    private void tell(SpeechEvent event) {
        events.accept(event);
    }

    @Override
    public void close() {
        turn.run(() -> {
            if (closed) {
                return;
            }
            closed = true;
            report();
            Question asked = question;
            if (asked != null) {
                asked.answer.cancel(false);
            }
            Connection open = connection;
            connection = null;
            if (open != null) {
                open.socket().send(open.dialect.farewell());
                open.socket().close();
            }
        });
    }
}

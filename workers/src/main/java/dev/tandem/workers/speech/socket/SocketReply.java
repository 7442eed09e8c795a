package dev.tandem.workers.speech.socket;

import dev.tandem.workers.provider.ProviderException;
import dev.tandem.workers.provider.ProviderUsage;
import dev.tandem.workers.provider.socket.ProviderSocket;
import dev.tandem.workers.provider.socket.SocketListener;
import dev.tandem.workers.provider.socket.SocketTarget;
import dev.tandem.workers.provider.socket.Sockets;
import dev.tandem.workers.speech.InTurn;
import dev.tandem.workers.speech.SpeechException;
import dev.tandem.workers.speech.TextToSpeech;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One reply over a connection that nobody else uses meanwhile. Thread-safe; nothing here blocks. */
final class SocketReply implements TextToSpeech.Context, SocketListener {

    private static final String DEFECT = "the voice's provider answered something that cannot be read";

    /** A flush that is outstanding. Nothing is sent for one without words; its turn comes all the same. */
    private enum Flush {
        WORDS,
        NOTHING
    }

    private final Sockets sockets;
    private final VoiceWording wording;
    private final TextToSpeech.Sink sink;
    private final InTurn turn = new InTurn();
    private final StringBuilder pending = new StringBuilder();
    private final Deque<Flush> outstanding = new ArrayDeque<>();
    private @Nullable ProviderSocket socket;
    private boolean over;

    /** Characters that were sent, and not reported as used. What a vendor does not answer, it does not bill. */
    private int uncounted;

    private boolean answered;

    SocketReply(Sockets sockets, VoiceWording wording, TextToSpeech.Sink sink) {
        this.sockets = sockets;
        this.wording = wording;
        this.sink = sink;
    }

    /** Takes a connection. What comes over it before this is done waits. */
    void over(SocketTarget target) {
        ProviderSocket taken = sockets.take(target, this);
        turn.run(() -> socket = taken);
    }

    // Called by whoever speaks

    @Override
    public void say(String text) {
        tell(() -> pending.append(text));
    }

    @Override
    public void flush() {
        tell(() -> {
            if (speak()) {
                outstanding.add(Flush.WORDS);
            } else if (outstanding.isEmpty()) {
                sink.flushed();
            } else {
                outstanding.add(Flush.NOTHING);
            }
        });
    }

    /** @return whether there was anything to say */
    private boolean speak() {
        String text = pending.toString();
        pending.setLength(0);
        if (text.isBlank()) {
            return false;
        }
        send(wording.speak(text));
        uncounted += text.length();
        count();
        return true;
    }

    @Override
    public void finish() {
        tell(() -> {
            speak();
            List<String> last = wording.finish();
            if (last.isEmpty()) {
                finished();
            } else {
                send(last);
            }
        });
    }

    @Override
    public void close() {
        tell(() -> {
            over = true;
            send(wording.cancel());
            leave();
        });
    }

    /** Sends messages. If the connection is over, {@link #lost} says why. */
    private void send(List<String> messages) {
        ProviderSocket taken = socket;
        if (taken != null) {
            messages.forEach(taken::send);
        }
    }

    /** Lets the connection wait for the next reply. */
    private void leave() {
        ProviderSocket taken = socket;
        socket = null;
        if (taken != null) {
            sockets.giveBack(taken);
        }
    }

    private void tell(Runnable what) {
        turn.run(() -> {
            if (!over) {
                what.run();
            }
        });
    }

    // Called by the connection

    @Override
    public void text(String message) {
        tell(() -> {
            for (VoiceSign sign : read(message)) {
                if (!over) {
                    take(sign);
                }
            }
        });
    }

    @SuppressWarnings("CatchingUnchecked") // whatever a vendor sends costs this reply, and nothing else
    private List<VoiceSign> read(String message) {
        try {
            return wording.read(message);
        } catch (Throwable unreadable) {
            return List.of(new VoiceSign.Failed(
                    new SpeechException(ProviderException.Reason.UNAVAILABLE, DEFECT, unreadable)));
        }
    }

    private void take(VoiceSign sign) {
        switch (sign) {
            case VoiceSign.Audio audio -> {
                answered = true;
                count();
                sink.audio(audio.samples());
            }
            case VoiceSign.Timed(TextToSpeech.Timing timing) -> sink.timing(timing);
            case VoiceSign.Flushed() -> flushed();
            case VoiceSign.Finished() -> finished();
            case VoiceSign.Failed(SpeechException fault) -> failed(fault);
        }
    }

    private void count() {
        if (answered && uncounted > 0) {
            sink.usage(new ProviderUsage.Characters(uncounted));
            uncounted = 0;
        }
    }

    private void flushed() {
        if (outstanding.poll() != null) {
            sink.flushed();
        }
        while (outstanding.peek() == Flush.NOTHING) {
            outstanding.remove();
            sink.flushed();
        }
    }

    private void finished() {
        while (!outstanding.isEmpty()) {
            flushed();
        }
        over = true;
        leave();
        sink.finished();
    }

    /** Ends the reply, and its connection: nobody knows what else comes over it. */
    private void failed(SpeechException fault) {
        over = true;
        ProviderSocket taken = socket;
        socket = null;
        if (taken != null) {
            taken.close();
        }
        sink.failed(fault);
    }

    @Override
    public void lost(ProviderException fault) {
        tell(() -> failed(SpeechException.of(fault, DEFECT)));
    }
}

package dev.tandem.workers.tool;

import dev.tandem.workers.egress.EgressDeniedException;
import java.io.IOException;
import java.io.InterruptedIOException;
import javax.net.ssl.SSLException;
import okhttp3.Call;
import okhttp3.EventListener;

/** Remembers whether a byte of a request may have left, and says what it means when its connection breaks. */
public final class SentRequest extends EventListener {

    private volatile boolean begun;

    @Override
    public void requestHeadersStart(Call call) {
        begun = true;
    }

    /**
     * Returns what a broken request means.
     *
     * @throws InterruptedException if the thread was interrupted, which is how a tool is cancelled
     */
    public ToolFault fault(IOException broken) throws InterruptedException {
        if (Thread.interrupted() || isInterruption(broken)) {
            InterruptedException interrupted = new InterruptedException("cancelled while the tool answered");
            interrupted.initCause(broken);
            throw interrupted;
        }
        for (Throwable cause = broken; cause != null; cause = cause.getCause()) {
            if (cause instanceof EgressDeniedException denied) {
                return new ToolFault(ToolFault.Kind.REFUSED, String.valueOf(denied.getMessage()), broken);
            }
        }
        if (begun) {
            return new ToolFault(ToolFault.Kind.LOST, "the service's answer broke off or did not come in time", broken);
        }
        return new ToolFault(
                ToolFault.Kind.UNAVAILABLE,
                broken instanceof SSLException
                        ? "there is no secure connection to the service: check its certificate"
                        : "the service cannot be reached",
                broken);
    }

    /** Returns whether a thread was interrupted; a time limit says it with the same class. */
    private static boolean isInterruption(IOException broken) {
        return broken instanceof InterruptedIOException && "interrupted".equals(broken.getMessage());
    }
}

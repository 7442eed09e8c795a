package dev.tandem.stack.process;

import dev.tandem.stack.StackException;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * Ends this process's children when it dies, even by {@code kill -9}. The watchdog is a shell that holds the reading
 * end of a pipe whose only writer is this process. The kernel closes the pipe with the process. The shell then asks
 * every child on its list to stop, and kills those that remain after five seconds.
 *
 * <p>{@code PR_SET_PDEATHSIG} would not do: it fires when the <em>thread</em> that started the child ends.
 */
final class Watchdog {
    private static final String SCRIPT = """
            trap '' INT TERM HUP QUIT
            children=' '
            while read -r sign child; do
              case $sign in
                +) children="$children$child " ;;
                -) children="${children%% $child *} ${children#* $child }" ;;
              esac
            done
            alive() { for child in $children; do kill -0 "$child" 2>/dev/null && return 0; done; return 1; }
            for child in $children; do kill -TERM "$child"; kill -CONT "$child"; done 2>/dev/null
            tries=50
            while [ $tries -gt 0 ] && alive; do sleep .1; tries=$((tries - 1)); done
            for child in $children; do kill -KILL -- "-$child" || kill -KILL "$child"; done 2>/dev/null
            """;

    private final OutputStream pipe;

    private Watchdog(OutputStream pipe) {
        this.pipe = pipe;
    }

    /** Returns the one watchdog of this process. */
    static Watchdog ofThisProcess() {
        return Holder.WATCHDOG;
    }

    void guard(long pid) {
        tell("+ " + pid);
    }

    void release(long pid) {
        tell("- " + pid);
    }

    private synchronized void tell(String line) {
        try {
            pipe.write((line + "\n").getBytes(StandardCharsets.US_ASCII));
            pipe.flush();
        } catch (IOException e) {
            throw new StackException(
                    "The watchdog of the local stack is gone, so its servers might outlive it. Start it again.", e);
        }
    }

    private static Watchdog start() {
        try {
            List<String> command = new ArrayList<>(Session.prefix());
            command.addAll(List.of("sh", "-c", SCRIPT));
            Process shell = new ProcessBuilder(command)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
            return new Watchdog(shell.getOutputStream());
        } catch (IOException e) {
            throw new StackException("No shell to watch over the local stack: %s".formatted(e.getMessage()), e);
        }
    }

    private static final class Holder {
        private static final Watchdog WATCHDOG = start();
    }
}

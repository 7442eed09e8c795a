package dev.tandem.stack.process;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** A parent with three children. One has left already, and one ignores every request. It prints their ids. */
final class StubbornFamily {
    private StubbornFamily() {}

    static void main(String[] arguments) throws InterruptedException {
        Path log = Path.of(arguments[0]);
        ChildProcess gone = start(log, "true");
        gone.exit().join();
        ChildProcess polite = start(log, "sleep 600");
        ChildProcess stubborn = start(log, "trap '' TERM; while :; do sleep 1; done");
        System.out.println(polite.pid());
        System.out.println(stubborn.pid());
        Thread.sleep(Long.MAX_VALUE);
    }

    private static ChildProcess start(Path log, String script) {
        return ChildProcess.start(new Program("child", List.of("sh", "-c", script), Map.of(), log));
    }
}

package dev.tandem.stack.run;

import java.nio.file.Path;
import java.util.stream.Stream;

/** A process with a stack of its own; it prints the ids of the stack's processes when all of them are up. */
final class SmallStack {
    private SmallStack() {}

    static void main(String[] arguments) {
        Path folder = Path.of(arguments[0]);
        try (LocalStack stack = LocalStack.builder()
                .applications(SmallApplications.commands())
                .folder(folder.resolve("stack"))
                .runFile(folder.resolve("run.json"))
                .start()) {
            Stream<Long> servers = Stream.of(
                    stack.postgres().pid(),
                    stack.temporal().pid(),
                    stack.liveKit().pid());
            Stream.concat(servers, stack.workers().stream().map(StackWorker::pid))
                    .forEach(System.out::println);
            System.out.println("up");
            stack.trouble().join();
        }
    }
}

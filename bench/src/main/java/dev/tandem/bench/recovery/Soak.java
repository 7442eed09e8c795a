package dev.tandem.bench.recovery;

import dev.tandem.bench.measure.Benchmark;
import dev.tandem.bench.measure.BenchmarkFailure;
import dev.tandem.bench.measure.Row;
import dev.tandem.bench.recovery.FaultyStack.Shape;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Queue;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Makes many short calls ({@code CALLS}, 2000), some of them spoken, while processes are killed and frozen. Checks that
 * no call gets stuck, and that the memory of the process that survives all of it does not grow.
 */
public final class Soak implements Benchmark {

    private static final int AT_ONCE = 6;

    /** One in so many calls is spoken. */
    private static final int SPOKEN = 10;

    /** One in so many calls is ended by an operator, who hangs up on the caller. */
    private static final int ENDED = 5;

    /** A fault happens to a process after so many calls. */
    private static final int FAULT_EVERY = 50;

    private final Queue<String> broken = new ConcurrentLinkedQueue<>();

    @Override
    public String name() {
        return "soak";
    }

    @Override
    public String measures() {
        return "memory of a worker that lives through many calls and the deaths of others";
    }

    @Override
    public List<Row> run() throws IOException, InterruptedException {
        int calls = Settings.number("CALLS", 2_000);
        long seed = Settings.longNumber("SEED", System.nanoTime());
        System.out.printf("  SEED=%d CALLS=%d%n", seed, calls);
        Random random = new Random(seed);
        MemoryOverTime flat = new MemoryOverTime();
        try (FaultyStack stack = FaultyStack.start(Shape.TOGETHER, 2)) {
            long survivor = stack.attendants().getFirst().pid();
            for (int done = 0; done < calls; done += FAULT_EVERY) {
                int batch = Math.min(FAULT_EVERY, calls - done);
                some(stack, batch, random);
                stack.replaceTheDead();
                Memory memory = Memory.of(survivor);
                flat.add(done + batch, memory);
                System.out.printf(
                        "  %,d calls: heap %.0f MB, rest %.0f MB; broken %d%n",
                        done + batch, memory.heapMb(), memory.restMb(), broken.size());
            }
            String left = stack.leftOver();
            if (!left.isEmpty()) {
                breaks("left over: " + left);
            }
        }
        List<Row> rows = flat.rows(name());
        if (!broken.isEmpty()) {
            throw new BenchmarkFailure(broken.size() + " broken: " + String.join("; ", broken), rows);
        }
        return rows;
    }

    /**
     * Makes a batch of calls with one fault in the middle. It never strikes the first worker, whose memory is measured.
     */
    private void some(FaultyStack stack, int calls, Random random) throws InterruptedException {
        AtomicInteger begun = new AtomicInteger();
        try (ExecutorService callers = Executors.newFixedThreadPool(AT_ONCE)) {
            for (int n = 0; n < calls; n++) {
                boolean spoken = random.nextInt(SPOKEN) == 0;
                boolean ended = random.nextInt(ENDED) == 0;
                callers.execute(() -> {
                    begun.incrementAndGet();
                    call(stack, spoken ? "voice" : "chat", ended);
                });
            }
            Until.happens("half of the calls began", Duration.ofMinutes(10), () -> begun.get() > calls / 2);
            Fault fault = random.nextBoolean() ? Fault.killed() : Fault.frozen(Duration.ofSeconds(5));
            CompletableFuture<Void> over = fault.strike(stack.attendants().getLast());
            callers.shutdown();
            if (!callers.awaitTermination(20, TimeUnit.MINUTES)) {
                breaks("calls are stuck");
                callers.shutdownNow();
            }
            over.join();
        }
    }

    private void call(FaultyStack stack, String channel, boolean ended) {
        try (LiveCall call = stack.dial(channel)) {
            call.greeted();
            call.say(StruckCall.ORDER);
            call.say(StruckCall.GOODBYE);
            CallRecord over = ended ? call.end() : call.hangUp();
            stack.brokenIn(over).forEach(guarantee -> breaks("call " + over.id() + ": " + guarantee));
        } catch (BenchmarkFailure failure) {
            breaks(channel + ": " + failure.getMessage());
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
        }
    }

    private void breaks(String guarantee) {
        System.out.println("  broken: " + guarantee);
        broken.add(guarantee);
    }
}

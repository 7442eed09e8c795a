package dev.tandem.bench.recovery;

import dev.tandem.examples.shop.ShopBackend;
import dev.tandem.examples.shop.ShopDocument;
import dev.tandem.stack.run.LocalStack;
import dev.tandem.stack.run.PublishedWorkflow;
import dev.tandem.stack.run.StackWorker;
import dev.tandem.workers.parts.Parts;
import dev.tandem.workers.room.livekit.LiveKitCallers;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Runs the whole stack with the shop, and breaks parts of it. */
final class FaultyStack implements AutoCloseable {

    /** Says which processes attend calls, and which run their workflows. */
    enum Shape {
        /** Every worker does everything. When a process dies, its cache of its calls' workflows is lost, too. */
        TOGETHER,
        /** One process for workflows and tools, others for rooms. */
        APART
    }

    /**
     * The folder for what can be looked at afterwards: the logs of all processes, and the histories of calls that went
     * wrong.
     */
    static final Path KEPT = Path.of("target", "bench");

    private static final String ROLES = "TANDEM_WORKER_ROLES";

    private final Shape shape;
    private final int rooms;
    private final ShopBackend backend;
    private final LocalStack stack;
    private final PublishedWorkflow shop;

    /** Is held open, because otherwise each caller would start LiveKit's native client again. */
    private final LiveKitCallers callers;

    private final TemporalHistories histories;
    private final Api api;

    private FaultyStack(Shape shape, int rooms, ShopBackend backend, LocalStack stack) {
        this.shape = shape;
        this.rooms = rooms;
        this.backend = backend;
        this.stack = stack;
        this.shop = stack.publish("The Lakeside shop", document(backend));
        this.callers = LiveKitCallers.open(Parts.file(Parts.folder(), "livekit-ffi/liblivekit_ffi.so"));
        this.histories = new TemporalHistories(
                stack.temporal().target(), stack.temporal().namespace());
        this.api = new Api(stack.api(), stack.apiKey());
    }

    /** @param rooms number of processes that attend calls */
    static FaultyStack start(Shape shape, int rooms) throws IOException {
        ShopBackend backend = ShopBackend.start(0);
        // Workers start one after the other: all at once they would be slow on a small machine.
        LocalStack stack = LocalStack.builder()
                .toolsReach(backend.url())
                .folder(folder())
                .workers(0)
                .environment("TANDEM_WORKER_DRAIN", "8s")
                .environment("TANDEM_ORGANIZATION_CALLS_PER_SECOND", "1000")
                .start();
        try {
            if (shape == Shape.APART) {
                stack.startWorker(Map.of(ROLES, "calls,tools"));
            }
            FaultyStack faulty = new FaultyStack(shape, rooms, backend, stack);
            faulty.replaceTheDead();
            return faulty;
        } catch (RuntimeException fault) {
            stack.close();
            backend.close();
            throw fault;
        }
    }

    /** Returns the stack's folder: in {@code STACK}, so that two benchmarks can run in one clone, or with what is kept. */
    private static Path folder() {
        String own = System.getenv().getOrDefault("STACK", "");
        return (own.isBlank() ? KEPT : Path.of(own)).resolve("stack");
    }

    /** Returns the shop's document, in which looking up an order must not be done twice. */
    private static JsonNode document(ShopBackend backend) {
        JsonNode document = ShopDocument.withBackend(backend.url());
        document.path("agents")
                .forEach(agent -> agent.path("tools").forEach(tool -> {
                    if (tool.path("name").asString("").equals("check_order")) {
                        ((ObjectNode) tool).put("side_effect", "once");
                    }
                }));
        return document;
    }

    /** Starts workers for those that were killed. */
    void replaceTheDead() {
        replaceTheDead(rooms);
    }

    /** Starts workers until so many attend calls. */
    void replaceTheDead(int wanted) {
        while (attendants().size() < wanted) {
            stack.startWorker(shape == Shape.TOGETHER ? Map.of() : Map.of(ROLES, "media"));
        }
    }

    /** Returns the processes that attend calls. */
    List<StackWorker> attendants() {
        List<StackWorker> alive = stack.workers();
        return shape == Shape.TOGETHER ? alive : alive.subList(1, alive.size());
    }

    /** Returns the process that attends a call, by its task queue. */
    StackWorker attendant(String queue) {
        return stack.workers().stream()
                .filter(worker -> queue.equals("media-" + worker.id()))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("no worker polls '" + queue + "'"));
    }

    LiveCall dial(String channel) throws InterruptedException {
        return LiveCall.dial(this, channel);
    }

    LocalStack servers() {
        return stack;
    }

    ShopBackend backend() {
        return backend;
    }

    PublishedWorkflow shop() {
        return shop;
    }

    TemporalHistories histories() {
        return histories;
    }

    Api api() {
        return api;
    }

    /**
     * Returns the guarantees that do not hold for a call that has ended, in words. If there are any, the call's history
     * is kept.
     */
    List<String> brokenIn(CallRecord call) {
        List<String> broken = new ArrayList<>(Guarantees.brokenIn(call));
        histories.replayed(call.history().whole()).ifPresent(broken::add);
        if (!broken.isEmpty()) {
            call.history().keep(call.id());
        }
        return broken;
    }

    /** Returns what is left over from calls that have all ended. */
    String leftOver() {
        OpenRooms livekit = new OpenRooms(stack.liveKit());
        boolean clean = Until.within(
                Duration.ofSeconds(40),
                Duration.ofMillis(500),
                () -> histories.open() == 0 && livekit.open().isEmpty());
        return clean ? "" : histories.open() + " call workflows, rooms " + livekit.open();
    }

    @Override
    public void close() {
        callers.close();
        histories.close();
        api.close();
        stack.close();
        backend.close();
    }
}

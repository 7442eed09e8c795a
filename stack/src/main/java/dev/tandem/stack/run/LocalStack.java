package dev.tandem.stack.run;

import dev.tandem.stack.StackException;
import dev.tandem.stack.StackFolder;
import dev.tandem.stack.process.ChildProcess;
import dev.tandem.stack.process.Program;
import dev.tandem.stack.process.Readiness;
import dev.tandem.stack.server.Database;
import dev.tandem.stack.server.LiveKitServer;
import dev.tandem.stack.server.PostgresServer;
import dev.tandem.stack.server.TemporalServer;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Runs everything that a call needs on this machine: PostgreSQL, Temporal, LiveKit, the API and workers. All of it ends
 * with {@link #close()}, and in any case with this process.
 */
public final class LocalStack implements AutoCloseable {
    // Two cores that compile at the same time take most of a minute to start two Spring processes.
    private static final Duration START_LIMIT = Duration.ofMinutes(2);

    private final Servers servers;
    private final ProcessEnvironment environment;
    private final Applications applications;
    private final StackFolder folder;
    private final @Nullable Path runFile;
    private final Optional<FolderLock> lock;
    private final ProcessWatch watch = new ProcessWatch();
    private final AtomicInteger started = new AtomicInteger();
    private final List<StackWorker> workers = new CopyOnWriteArrayList<>();
    private final List<PublishedWorkflow> workflows = new CopyOnWriteArrayList<>();
    private final Thread lastWill = new Thread(this::endIfUp, "end of the local stack");
    private volatile @Nullable ChildProcess api;
    private volatile @Nullable ChildProcess callers;
    private volatile boolean up;

    LocalStack(
            Servers servers,
            ProcessEnvironment environment,
            Applications applications,
            StackFolder folder,
            @Nullable Path runFile,
            Optional<FolderLock> lock) {
        this.servers = servers;
        this.environment = environment;
        this.applications = applications;
        this.folder = folder;
        this.runFile = runFile;
        this.lock = lock;
    }

    public static LocalStackBuilder builder() {
        return new LocalStackBuilder();
    }

    void start(int workerCount, boolean withCallers) {
        Runtime.getRuntime().addShutdownHook(lastWill);
        try {
            servers.start();
            servers.all().forEach(server -> watch.over(server.pid(), server.ended()));
            List<Runnable> processes = new ArrayList<>(List.of(this::startApi));
            Stream.generate(() -> (Runnable) this::startWorker)
                    .limit(workerCount)
                    .forEach(processes::add);
            if (withCallers) {
                processes.add(this::startCallers);
            }
            ParallelSteps.atOnce(processes);
            up = true;
            writeRunFile();
        } catch (RuntimeException e) {
            close();
            throw e;
        }
    }

    /** Returns the address of the API and the console. */
    public URI api() {
        return environment.apiUrl();
    }

    /** Returns an owner's key of the API. */
    public String apiKey() {
        return environment.apiKey();
    }

    public PostgresServer postgres() {
        return servers.postgres();
    }

    public Database database() {
        return servers.postgres().database();
    }

    public TemporalServer temporal() {
        return servers.temporal();
    }

    public LiveKitServer liveKit() {
        return servers.liveKit();
    }

    /** Returns the workers that run. */
    public List<StackWorker> workers() {
        return workers.stream().filter(StackWorker::isAlive).toList();
    }

    /** Returns the folder with the logs of all processes. */
    public Path logs() {
        return folder.path();
    }

    /**
     * Returns a future that completes when a process ends although nobody asked it to, with its name and the end of its
     * log.
     */
    public CompletableFuture<String> trouble() {
        return watch.trouble();
    }

    /**
     * Starts one more worker and returns when it is ready.
     *
     * @throws StackException when it does not come up
     */
    public StackWorker startWorker() {
        return startWorker(Map.of());
    }

    /**
     * Starts one more worker with settings of its own, such as {@code TANDEM_WORKER_ROLES}.
     *
     * @throws StackException when it does not come up
     */
    public StackWorker startWorker(Map<String, String> settings) {
        String id = "worker-" + started.incrementAndGet();
        Path ready = folder.path().resolve(id + ".ready");
        Map<String, String> variables = new LinkedHashMap<>(environment.worker(servers, ready, id));
        variables.putAll(settings);
        ChildProcess child = run("Worker " + id, id, applications.worker(), variables);
        StackWorker worker = new StackWorker(id, child, watch);
        workers.add(worker);
        Readiness.await(child, START_LIMIT, () -> Files.exists(ready));
        watchOver(child);
        writeRunFile();
        var _ = child.exit().thenRun(this::writeRunFile);
        return worker;
    }

    /**
     * Publishes a configuration document over the REST API, unless exactly this one is published already.
     *
     * @throws StackException with every fault that the API found in it
     */
    public PublishedWorkflow publish(String name, JsonNode config) {
        PublishedWorkflow published = new Publisher(api(), apiKey()).publish(name, config);
        workflows.removeIf(known -> known.id().equals(published.id()));
        workflows.add(published);
        writeRunFile();
        return published;
    }

    private void startApi() {
        Path ready = folder.path().resolve("api.ready");
        ChildProcess child = run("API", "api", applications.api(), environment.api(servers, ready));
        api = child;
        URI health = api().resolve("/readyz");
        Readiness.await(child, START_LIMIT, () -> Readiness.answers(health, body -> true));
        watchOver(child);
    }

    /**
     * Starts a process of simulated callers and returns when it is ready.
     *
     * @throws StackException when it is not built, or does not come up
     */
    public void startCallers() {
        if (applications.callers().isEmpty()) {
            throw new StackException("callers/target has no tandem-callers-*-app.jar. Run: mvn package -DskipTests");
        }
        Path ready = folder.path().resolve("callers.ready");
        ChildProcess child = run("Callers", "callers", applications.callers(), environment.callers(servers, ready));
        callers = child;
        Readiness.await(child, START_LIMIT, () -> Files.exists(ready));
        watchOver(child);
    }

    private ChildProcess run(String name, String log, List<String> command, Map<String, String> variables) {
        return ChildProcess.start(
                new Program(name, command, variables, folder.path().resolve(log + ".log")));
    }

    private void watchOver(ChildProcess child) {
        watch.over(child.pid(), child.exit().thenApply(code -> child.obituary()));
    }

    private synchronized void writeRunFile() {
        ChildProcess running = api;
        if (up && runFile != null && running != null) {
            RunFile.of(this, running.pid(), List.copyOf(workflows)).write(runFile);
        }
    }

    /** Ends every process. Those that use others end first. */
    @Override
    public void close() {
        endInOrder();
        try {
            Runtime.getRuntime().removeShutdownHook(lastWill);
        } catch (IllegalStateException shuttingDown) {
            // The hook runs now or will run, and finds nothing left to do.
            return;
        }
    }

    // Until the stack is up, the watchdog ends what this process has started: it is quicker, and works in any state.
    private void endIfUp() {
        if (up) {
            endInOrder();
        }
    }

    private synchronized void endInOrder() {
        watch.end();
        if (up && runFile != null) {
            RunFile.remove(runFile);
        }
        up = false;
        List<Runnable> processes = new ArrayList<>();
        workers.forEach(worker -> processes.add(worker::close));
        ChildProcess running = api;
        if (running != null) {
            processes.add(running::close);
        }
        ChildProcess calling = callers;
        if (calling != null) {
            processes.add(calling::close);
        }
        ParallelSteps.atOnce(processes);
        servers.close();
        folder.removeIfTemporary();
        lock.ifPresent(FolderLock::close);
    }
}

package dev.tandem.stack.run;

import dev.tandem.stack.PinnedParts;
import dev.tandem.stack.StackFolder;
import java.net.URI;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Chooses the settings of a {@link LocalStack}. By default it has one worker, free ports and a temporary folder. */
public final class LocalStackBuilder {
    private static final String EGRESS_ALLOW = "TANDEM_EGRESS_ALLOW";
    private static final SecureRandom RANDOM = new SecureRandom();

    private @Nullable Applications applications;
    private @Nullable Path folder;
    private @Nullable Path runFile;
    private StackPorts ports = StackPorts.free();
    private int workers = 1;
    private boolean callers;
    private final Map<String, String> environment = new LinkedHashMap<>();

    LocalStackBuilder() {}

    /** Uses other commands than the jars of the checkout that contains the working directory. */
    public LocalStackBuilder applications(Applications chosen) {
        applications = chosen;
        return this;
    }

    /**
     * Keeps logs and data in this folder until the next stack starts there, which empties it first. The default is
     * {@code stack} beside the run file, or else a temporary folder.
     */
    public LocalStackBuilder folder(Path kept) {
        folder = kept;
        return this;
    }

    /**
     * Writes this file while the stack is up, so that others can join it. Only one stack at a time can have the folder
     * {@code stack} beside it.
     */
    public LocalStackBuilder runFile(Path file) {
        runFile = file;
        return this;
    }

    public LocalStackBuilder ports(StackPorts chosen) {
        ports = chosen;
        return this;
    }

    /** How many workers are started; more can be later. */
    public LocalStackBuilder workers(int count) {
        workers = count;
        return this;
    }

    /** Starts a process of simulated callers, too: personas and spoken scenarios need it. */
    public LocalStackBuilder callers() {
        callers = true;
        return this;
    }

    /** Sets an environment variable of the API and of every worker, such as {@code TANDEM_WORKER_SLOTS}. */
    public LocalStackBuilder environment(String name, String value) {
        environment.put(name, value);
        return this;
    }

    /**
     * Lets tools reach this service of this machine. They reach nothing else here.
     *
     * @param service its URL, with a port
     */
    public LocalStackBuilder toolsReach(URI service) {
        environment.merge(EGRESS_ALLOW, service.getHost() + ":" + service.getPort(), (all, one) -> all + "," + one);
        return this;
    }

    /**
     * Starts everything and returns when all of it is ready to serve.
     *
     * @throws dev.tandem.stack.StackException when something is missing, taken, or does not come up; nothing runs then,
     *     and a stack that has the folder already goes on
     */
    public LocalStack start() {
        PinnedParts found = PinnedParts.find();
        boolean built = applications == null;
        Applications commands = applications == null ? Applications.of(Checkout.find()) : applications;
        Path kept = chosenFolder();
        Optional<FolderLock> lock = Optional.ofNullable(kept).map(FolderLock::take);
        try {
            StackFolder own = StackFolder.of(kept, "stack").emptied();
            return start(found, built ? commands.in(own) : commands, own, lock);
        } catch (RuntimeException e) {
            lock.ifPresent(FolderLock::close);
            throw e;
        }
    }

    private LocalStack start(PinnedParts found, Applications commands, StackFolder own, Optional<FolderLock> lock) {
        ProcessEnvironment processes = new ProcessEnvironment(found, ports.api().reserve(), randomKey(), settings(own));
        LocalStack stack = new LocalStack(
                Servers.build(found, ports, own.path(), processes.webhooks()), processes, commands, own, runFile, lock);
        stack.start(workers, callers);
        return stack;
    }

    private Map<String, String> settings(StackFolder own) {
        Map<String, String> settings = new LinkedHashMap<>(environment);
        settings.computeIfAbsent(MasterKey.SETTING, setting -> MasterKey.keptIn(own.path()));
        return settings;
    }

    // A stack that others can join leaves its logs where they can look when it has failed.
    private @Nullable Path chosenFolder() {
        return folder == null && runFile != null ? folderBeside(runFile) : folder;
    }

    static Path folderBeside(Path runFile) {
        return runFile.resolveSibling("stack");
    }

    private static String randomKey() {
        byte[] random = new byte[24];
        RANDOM.nextBytes(random);
        return "tdm_" + HexFormat.of().formatHex(random);
    }
}

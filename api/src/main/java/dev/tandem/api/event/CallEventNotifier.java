package dev.tandem.api.event;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;
import org.postgresql.PGConnection;
import org.postgresql.PGNotification;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/**
 * Wakes those who wait for the next event of a call. One connection of the process listens for all of them. While the
 * database does not answer, nobody is woken, and those who wait look again from time to time.
 */
@Component
public class CallEventNotifier implements SmartLifecycle {

    static final String CHANNEL = "tandem_events";

    private static final Logger log = LoggerFactory.getLogger(CallEventNotifier.class);
    private static final int LISTEN_MS = 1_000;
    private static final int ANSWER_SECONDS = 2;

    /** How often a notification is waited for, {@link #LISTEN_MS} each time, before it counts as lost. */
    private static final int PROBES = 3;

    private static final Duration PAUSE = Duration.ofSeconds(1);

    private final DataSource database;
    private final Map<UUID, Set<Waiting>> waiting = new ConcurrentHashMap<>();
    private volatile boolean hears = true;
    private volatile CountDownLatch stopped = new CountDownLatch(0);

    CallEventNotifier(DataSource database) {
        this.database = database;
    }

    /** Is woken by events from when it is made until it is closed. Look for events after making it. */
    public final class Waiting implements AutoCloseable {

        private final UUID call;
        private final Semaphore rings = new Semaphore(0);

        private Waiting(UUID call) {
            this.call = call;
        }

        /**
         * Waits until an event is recorded, the time is over, or the process stops.
         *
         * @return whether it was woken
         */
        public boolean await(Duration longest) throws InterruptedException {
            boolean rang = rings.tryAcquire(longest.toMillis(), TimeUnit.MILLISECONDS);
            rings.drainPermits();
            return rang;
        }

        @Override
        public void close() {
            waiting.computeIfPresent(call, (id, all) -> {
                all.remove(this);
                return all.isEmpty() ? null : all;
            });
        }
    }

    public Waiting waitFor(UUID call) {
        Waiting added = new Waiting(call);
        waiting.compute(call, (id, all) -> {
            Set<Waiting> set = all == null ? ConcurrentHashMap.newKeySet() : all;
            set.add(added);
            return set;
        });
        return added;
    }

    /** Whether notifications come through. If not, those who wait have to look for events themselves. */
    public boolean hears() {
        return hears;
    }

    private void listenUntilStopped() {
        boolean said = false;
        while (isRunning()) {
            try {
                listen();
                said = false;
            } catch (SQLException e) {
                if (!said && isRunning()) {
                    log.warn("no events are heard while the database is away ({}); trying again", e.getSQLState());
                }
                said = true;
                pause();
            }
        }
    }

    private void listen() throws SQLException {
        try (Connection connection = database.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("listen " + CHANNEL);
            PGConnection notifications = connection.unwrap(PGConnection.class);
            tryOut(notifications);
            // Wakes all, so that they look for events that were recorded while nobody listened.
            ringAll();
            while (isRunning()) {
                PGNotification[] heard = notifications.getNotifications(LISTEN_MS);
                if (heard != null) {
                    for (PGNotification notification : heard) {
                        ring(UUID.fromString(notification.getParameter()));
                    }
                } else if (!connection.isValid(ANSWER_SECONDS)) {
                    throw new SQLException("the connection that listens is broken", "08006");
                }
            }
            statement.execute("unlisten " + CHANNEL);
        }
    }

    /** Sends a notification over another connection, and looks whether it comes. */
    private void tryOut(PGConnection notifications) throws SQLException {
        UUID probe = UUID.randomUUID();
        try (Connection other = database.getConnection();
                PreparedStatement notify = other.prepareStatement("select pg_notify(?, ?)")) {
            notify.setString(1, CHANNEL);
            notify.setString(2, probe.toString());
            notify.execute();
        }
        boolean heard = false;
        for (int i = 0; i < PROBES && !heard; i++) {
            PGNotification[] come = notifications.getNotifications(LISTEN_MS);
            if (come != null) {
                for (PGNotification notification : come) {
                    UUID call = UUID.fromString(notification.getParameter());
                    heard |= call.equals(probe);
                    ring(call);
                }
            }
        }
        if (!heard) {
            log.warn("LISTEN does not work over TANDEM_DATABASE_URL: a pooler in transaction mode stands in between."
                    + " Event streams look for events every two seconds instead. Give the API an address of the"
                    + " database without that pooler, or with one in session mode.");
        }
        hears = heard;
    }

    private void ring(UUID call) {
        waiting.getOrDefault(call, Set.of()).forEach(one -> one.rings.release());
    }

    private void ringAll() {
        waiting.keySet().forEach(this::ring);
    }

    private void pause() {
        try {
            boolean over = stopped.await(PAUSE.toMillis(), TimeUnit.MILLISECONDS);
            log.debug("listening again: {}", !over);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void start() {
        stopped = new CountDownLatch(1);
        Thread.ofVirtual().name("event-bell").start(this::listenUntilStopped);
    }

    /** Stops before the web server, which waits for its requests to end, so that those who wait return. */
    @Override
    public int getPhase() {
        return DEFAULT_PHASE;
    }

    @Override
    public void stop() {
        stopped.countDown();
        ringAll();
    }

    @Override
    public boolean isRunning() {
        return stopped.getCount() > 0;
    }
}

package dev.tandem.api.temporal;

import io.grpc.StatusRuntimeException;
import io.temporal.worker.WorkerFactory;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/**
 * Polls the queue {@code records} as soon as Temporal answers. The starter's own listener would end the process when
 * Temporal does not answer yet; the API serves without it.
 */
@Component
class RecordsWorker implements SmartLifecycle {

    private static final Logger log = LoggerFactory.getLogger(RecordsWorker.class);
    private static final Duration PAUSE = Duration.ofSeconds(1);
    private static final Duration DRAIN = Duration.ofSeconds(10);

    private final WorkerFactory workers;
    private final String target;
    private final CountDownLatch stopped = new CountDownLatch(1);
    private volatile boolean running;

    RecordsWorker(WorkerFactory workers, @Value("${spring.temporal.connection.target}") String target) {
        this.workers = workers;
        this.target = target;
    }

    @Override
    public void start() {
        running = true;
        Thread.ofVirtual().name("records-worker-start").start(this::startWhenTemporalAnswers);
    }

    private void startWhenTemporalAnswers() {
        boolean said = false;
        while (running && !started(said)) {
            said = true;
        }
    }

    private boolean started(boolean said) {
        try {
            workers.start();
            log.info("recording calls: Temporal answers at {}", target);
            return true;
        } catch (StatusRuntimeException e) {
            if (!said && running) {
                log.warn(
                        "Temporal does not answer at {} ({}): calls cannot start until it does;"
                                + " start it, or set TANDEM_TEMPORAL_TARGET",
                        target,
                        e.getStatus());
            }
            return !pause();
        }
    }

    /** @return false if the process is stopping */
    private boolean pause() {
        try {
            return !stopped.await(PAUSE.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /** Stops after the web server, so that events recorded while it drained are still written. */
    @Override
    public int getPhase() {
        return 0;
    }

    @Override
    public void stop() {
        running = false;
        stopped.countDown();
        workers.shutdown();
        workers.awaitTermination(DRAIN.toMillis(), TimeUnit.MILLISECONDS);
    }

    @Override
    public boolean isRunning() {
        return running;
    }
}

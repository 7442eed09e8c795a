package dev.tandem.workers;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;

/** Starts a worker process, which joins rooms and runs the audio loop, the model and the tools. */
@SpringBootApplication
@ConfigurationPropertiesScan
public class TandemWorkers {

    /**
     * The number of carriers of virtual threads. There are enough that native code on some never delays a heartbeat.
     */
    private static final int CARRIERS = Math.max(8, 2 * Runtime.getRuntime().availableProcessors());

    public static void main(String[] args) {
        // Recognition and synthesis are native: while they run on a virtual thread they hold its carrier.
        System.setProperty("jdk.virtualThreadScheduler.parallelism", Integer.toString(CARRIERS));
        SpringApplication application = new SpringApplication(TandemWorkers.class);
        application.setWebApplicationType(WebApplicationType.NONE);
        application.run(args);
    }
}

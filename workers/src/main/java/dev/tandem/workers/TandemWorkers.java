package dev.tandem.workers;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;

/** Starts a worker process: joins rooms, runs the audio loop, the model and the tools. */
@SpringBootApplication
@ConfigurationPropertiesScan
public class TandemWorkers {

    public static void main(String[] args) {
        SpringApplication application = new SpringApplication(TandemWorkers.class);
        application.setWebApplicationType(WebApplicationType.NONE);
        application.run(args);
    }
}

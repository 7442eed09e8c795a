package dev.tandem.callers.process;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;

/** Starts a process of simulated callers. Tests ask it for them through Temporal; it has no public port. */
@SpringBootApplication
@ConfigurationPropertiesScan
public class TandemCallers {

    public static void main(String[] args) {
        SpringApplication application = new SpringApplication(TandemCallers.class);
        application.setWebApplicationType(WebApplicationType.NONE);
        application.run(args);
    }
}

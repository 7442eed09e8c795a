package dev.tandem.workers;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;

/** Starts the process. */
@SpringBootApplication
public class TandemWorkers {

    public static void main(String[] args) {
        SpringApplication.run(TandemWorkers.class, args);
    }
}

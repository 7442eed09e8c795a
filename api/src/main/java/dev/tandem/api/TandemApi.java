package dev.tandem.api;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;

/** Starts the process. */
@SpringBootApplication
public class TandemApi {

    public static void main(String[] args) {
        SpringApplication.run(TandemApi.class, args);
    }
}

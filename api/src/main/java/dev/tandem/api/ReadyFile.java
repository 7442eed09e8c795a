package dev.tandem.api;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.event.ContextClosedEvent;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/**
 * Writes a file with the process's address when it begins to serve, and removes it when it stops. Whoever started the
 * process waits for this file.
 */
@Component
class ReadyFile {

    private final String file;
    private final String address;

    ReadyFile(@Value("${tandem.ready-file}") String file, @Value("${server.address}") String address) {
        this.file = file;
        this.address = address;
    }

    @EventListener
    void ready(ApplicationReadyEvent event) throws IOException {
        if (!file.isEmpty()) {
            String port = event.getApplicationContext().getEnvironment().getRequiredProperty("local.server.port");
            write("http://" + address + ":" + port + "\n");
        }
    }

    @EventListener
    void closed(ContextClosedEvent event) throws IOException {
        if (!file.isEmpty()) {
            Files.deleteIfExists(Path.of(file));
        }
    }

    /** Writes the file at once, so that its reader, who polls for it, never sees half of it. */
    private void write(String text) throws IOException {
        Path target = Path.of(file).toAbsolutePath();
        Path draft =
                Files.createTempFile(target.getParent(), target.getFileName().toString(), ".tmp");
        Files.writeString(draft, text);
        Files.move(draft, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }
}

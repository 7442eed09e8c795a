package dev.tandem.stack.compose;

import dev.tandem.stack.run.Checkout;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What a container engine is given of this checkout.
 *
 * @param written {@code docker-compose.yml} with its variables
 * @param compose the same with the values of the example, and with something for each secret
 */
record Deployment(
        Path root, ComposeFile written, ComposeFile compose, ExampleEnvironment example, Dockerfile dockerfile) {

    static Deployment read() throws IOException {
        Path root = Checkout.find().folder();
        ComposeFile written = ComposeFile.read(root.resolve("docker-compose.yml"));
        ExampleEnvironment example = ExampleEnvironment.read(root.resolve(".env.example"));
        Map<String, String> values = new LinkedHashMap<>(example.values());
        example.made().forEach(name -> values.put(name, "made-for-" + name));
        return new Deployment(
                root, written, written.filled(values), example, Dockerfile.read(root.resolve("Dockerfile")));
    }

    List<Service> services() {
        return compose.services();
    }

    /** The services whose images are built here. */
    List<Service> own() {
        return services().stream()
                .filter(service -> service.target().isPresent())
                .toList();
    }

    /** What the process of such a service finds in its environment: its image's variables and the service's. */
    Map<String, String> environment(Service service) {
        Map<String, String> environment =
                new LinkedHashMap<>(dockerfile.environment(service.target().orElseThrow()));
        environment.putAll(service.environment());
        return environment;
    }
}

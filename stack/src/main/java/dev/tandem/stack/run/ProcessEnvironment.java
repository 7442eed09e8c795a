package dev.tandem.stack.run;

import dev.tandem.stack.PinnedParts;
import dev.tandem.stack.process.Port;
import dev.tandem.stack.server.Database;
import java.net.URI;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/** Makes the environment of the API, the workers and the simulated callers. */
record ProcessEnvironment(PinnedParts parts, Port apiPort, String apiKey, Map<String, String> extra) {
    URI apiUrl() {
        return URI.create("http://127.0.0.1:" + apiPort.number());
    }

    /** Returns the address at which the API accepts LiveKit's webhooks. */
    URI webhooks() {
        return apiUrl().resolve("/api/webhooks/livekit");
    }

    Map<String, String> api(Servers servers, Path readyFile) {
        Database database = servers.postgres().database();
        Map<String, String> environment = shared(servers, readyFile);
        environment.put("TANDEM_API_ADDRESS", "127.0.0.1");
        environment.put("TANDEM_API_PORT", Integer.toString(apiPort.number()));
        environment.put("TANDEM_DATABASE_URL", database.url());
        environment.put("TANDEM_DATABASE_USER", database.application().user());
        environment.put("TANDEM_DATABASE_PASSWORD", database.application().password());
        environment.put("TANDEM_MIGRATION_DATABASE_USER", database.owner().user());
        environment.put("TANDEM_MIGRATION_DATABASE_PASSWORD", database.owner().password());
        environment.put("TANDEM_TEMPORAL_UI", servers.temporal().ui().toString());
        environment.put("TANDEM_BOOTSTRAP_KEY", apiKey);
        environment.putAll(extra);
        return environment;
    }

    Map<String, String> worker(Servers servers, Path readyFile, String id) {
        Map<String, String> environment = callers(servers, readyFile);
        environment.put("TANDEM_WORKER_ID", id);
        environment.putAll(extra);
        return environment;
    }

    Map<String, String> callers(Servers servers, Path readyFile) {
        Map<String, String> environment = shared(servers, readyFile);
        environment.put("TANDEM_PARTS", parts.folder().toAbsolutePath().toString());
        // docs/workers.md advises this: with more arenas the C library keeps more memory that native code has freed.
        environment.put("MALLOC_ARENA_MAX", "2");
        environment.putAll(extra);
        return environment;
    }

    private static Map<String, String> shared(Servers servers, Path readyFile) {
        Map<String, String> environment = new LinkedHashMap<>();
        environment.put("TANDEM_TEMPORAL_TARGET", servers.temporal().target());
        environment.put("TANDEM_TEMPORAL_NAMESPACE", servers.temporal().namespace());
        environment.put("TANDEM_LIVEKIT_URL", servers.liveKit().url().toString());
        environment.put(
                "TANDEM_LIVEKIT_API_KEY", servers.liveKit().credentials().apiKey());
        environment.put(
                "TANDEM_LIVEKIT_API_SECRET", servers.liveKit().credentials().apiSecret());
        environment.put("TANDEM_READY_FILE", readyFile.toString());
        // Any free port, so that several stacks can run at once.
        environment.put("TANDEM_MANAGEMENT_PORT", "0");
        return environment;
    }
}

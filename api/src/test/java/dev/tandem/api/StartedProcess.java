package dev.tandem.api;

import dev.tandem.stack.server.Database;
import java.util.HashMap;
import java.util.Map;
import org.springframework.boot.SpringApplication;
import org.springframework.context.ConfigurableApplicationContext;

/** Starts the API as its main method does, with other settings. */
public final class StartedProcess {

    private StartedProcess() {}

    public static ConfigurableApplicationContext start(Database database, Map<String, String> settings) {
        Map<String, Object> all = new HashMap<>(settings);
        all.put("TANDEM_API_PORT", "0");
        all.putIfAbsent("TANDEM_MANAGEMENT_PORT", "0");
        all.put("TANDEM_DATABASE_URL", database.url());
        all.put("TANDEM_DATABASE_USER", database.application().user());
        all.put("TANDEM_DATABASE_PASSWORD", database.application().password());
        all.put("TANDEM_MIGRATION_DATABASE_USER", database.owner().user());
        all.put("TANDEM_MIGRATION_DATABASE_PASSWORD", database.owner().password());
        SpringApplication application = new SpringApplication(TandemApi.class);
        application.setDefaultProperties(all);
        return application.run();
    }

    public static String address(ConfigurableApplicationContext process) {
        return "http://127.0.0.1:" + process.getEnvironment().getRequiredProperty("local.server.port");
    }
}

package dev.tandem.workers.plugin;

import dev.tandem.plugins.LoadedModel;
import dev.tandem.plugins.LoadedPlugin;
import dev.tandem.plugins.LoadedToolType;
import dev.tandem.plugins.Plugins;
import dev.tandem.workers.metrics.Meters;
import dev.tandem.workers.provider.Provider;
import dev.tandem.workers.tool.ToolAdapter;
import dev.tandem.workflows.graph.ProviderKind;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The tools and the models that plugins bring, and how many of their runs hang. */
public final class RunningPlugins implements AutoCloseable {

    /** Time that a plugin has to end. */
    private static final Duration CLOSING = Duration.ofSeconds(2);

    private static final Logger LOG = LoggerFactory.getLogger(RunningPlugins.class);

    private record Running(LoadedPlugin plugin, PluginThreads threads) {}

    private final List<Running> plugins;

    /** @param meters show {@code tandem.plugin.runs.hanging} */
    public RunningPlugins(Plugins installed, Meters meters) {
        plugins = installed.loaded().stream()
                .map(plugin -> new Running(plugin, new PluginThreads(plugin.name(), plugin.loader())))
                .toList();
        meters.watch(
                "tandem.plugin.runs.hanging",
                "Runs of plugins that were interrupted and go on",
                this,
                RunningPlugins::hanging);
    }

    /** Returns the adapters, one for each tool type. */
    public List<ToolAdapter> adapters() {
        List<ToolAdapter> adapters = new ArrayList<>();
        for (Running one : plugins) {
            for (LoadedToolType type : one.plugin.toolTypes()) {
                adapters.add(new PluginTool(one.plugin, type, one.threads));
            }
        }
        return adapters;
    }

    /** Returns the providers of language models. */
    public List<Provider<?>> models() {
        List<Provider<?>> providers = new ArrayList<>();
        for (Running one : plugins) {
            for (LoadedModel model : one.plugin.models()) {
                providers.add(Provider.of(
                        ProviderKind.LLM, model.name(), _ -> new PluginModel(one.plugin, model, one.threads)));
            }
        }
        return providers;
    }

    /** Returns how many runs were interrupted and have not ended. */
    public int hanging() {
        return plugins.stream().mapToInt(one -> one.threads.hanging()).sum();
    }

    /** Ends what the plugins hold. What one of them throws, or how long it takes, is no other's matter. */
    @Override
    public void close() {
        for (Running one : plugins) {
            try {
                one.threads.run(
                        () -> {
                            one.plugin.plugin().close();
                            return one;
                        },
                        CLOSING);
            } catch (InterruptedException stopped) {
                Thread.currentThread().interrupt();
            } catch (ExecutionException | RuntimeException failed) {
                LOG.atWarn()
                        .addKeyValue("plugin", one.plugin.name())
                        .setCause(failed)
                        .log("plugin did not close");
            }
        }
    }
}

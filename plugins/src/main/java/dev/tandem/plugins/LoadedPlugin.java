package dev.tandem.plugins;

import dev.tandem.plugin.TandemPlugin;
import java.util.List;

/**
 * A plugin that is in use.
 *
 * @param name as it calls itself
 * @param file the jar or the folder in the folder of plugins
 * @param loader has its classes, and must be the context class loader of threads that run them
 */
public record LoadedPlugin(
        String name,
        String file,
        TandemPlugin plugin,
        List<LoadedToolType> toolTypes,
        List<LoadedModel> models,
        ClassLoader loader) {

    public LoadedPlugin {
        toolTypes = List.copyOf(toolTypes);
        models = List.copyOf(models);
    }
}

package dev.tandem.plugins;

import dev.tandem.workflows.catalog.ProviderDescriptor;
import dev.tandem.workflows.catalog.ToolTypeDescriptor;
import dev.tandem.workflows.graph.ProviderKind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The plugins in a folder: those that are in use, and those that are not, with the reason. Whatever is wrong with one, the
 * process starts, and has the others.
 */
public record Plugins(List<LoadedPlugin> loaded, List<RefusedPlugin> refused) {

    /** The folder of this process. API and workers read the same one; none if it is not set. */
    public static final String SETTING = "TANDEM_PLUGINS";

    public static final Plugins NONE = new Plugins(List.of(), List.of());

    private static final Duration LIMIT = Duration.ofSeconds(10);

    private static final Logger LOG = LoggerFactory.getLogger(Plugins.class);

    public Plugins {
        loaded = List.copyOf(loaded);
        refused = List.copyOf(refused);
    }

    /** Returns the plugins of this process. The folder is read when they are first asked for, and never again. */
    public static Plugins installed() {
        return Installed.PLUGINS;
    }

    private static final class Installed {
        static final Plugins PLUGINS = read(Objects.requireNonNullElse(System.getenv(SETTING), ""));
    }

    private static Plugins read(String setting) {
        if (setting.isBlank()) {
            return NONE;
        }
        Plugins plugins;
        try {
            plugins = in(Path.of(setting.strip()));
        } catch (InvalidPathException noPath) {
            plugins = new Plugins(
                    List.of(),
                    List.of(new RefusedPlugin(setting, SETTING + " names no folder: " + noPath.getMessage() + ".")));
        }
        plugins.loaded.forEach(one -> LOG.atInfo()
                .addKeyValue("plugin", one.name())
                .addKeyValue("file", one.file())
                .addKeyValue(
                        "tool_types",
                        one.toolTypes().stream().map(LoadedToolType::name).toList())
                .addKeyValue(
                        "models", one.models().stream().map(LoadedModel::name).toList())
                .log("plugin loaded"));
        plugins.refused.forEach(one -> LOG.atWarn()
                .addKeyValue("file", one.file())
                .addKeyValue("reason", one.reason())
                .log("plugin left out"));
        return plugins;
    }

    /** Reads a folder: each jar in it is a plugin, and each folder of jars. */
    public static Plugins in(Path folder) {
        return in(folder, LIMIT);
    }

    static Plugins in(Path folder, Duration limit) {
        List<RefusedPlugin> refused = new ArrayList<>();
        List<LoadedPlugin> loaded = new ArrayList<>();
        Names names = new Names();
        PluginLoader loader = new PluginLoader(limit);
        for (Path file : files(folder, refused)) {
            try {
                List<LoadedPlugin> brought = loader.load(file);
                names.take(brought);
                loaded.addAll(brought);
            } catch (PluginFault fault) {
                refused.add(new RefusedPlugin(String.valueOf(file.getFileName()), String.valueOf(fault.getMessage())));
            } catch (InterruptedException stopped) {
                Thread.currentThread().interrupt();
                refused.add(new RefusedPlugin(
                        String.valueOf(file.getFileName()), "The process was stopped while it was loaded."));
            }
        }
        return new Plugins(loaded, refused);
    }

    private static List<Path> files(Path folder, List<RefusedPlugin> refused) {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(one -> one.toString().endsWith(".jar") || Files.isDirectory(one))
                    .sorted()
                    .toList();
        } catch (IOException unreadable) {
            refused.add(new RefusedPlugin(
                    folder.toString(),
                    SETTING + " names no folder that can be read ("
                            + unreadable.getClass().getSimpleName() + "). There are no plugins."));
            return List.of();
        }
    }

    /** Knows who has which name. A plugin is taken whole, or not at all. */
    private static final class Names {

        private final Map<String, String> plugins = new HashMap<>();
        private final Map<String, String> toolTypes = new HashMap<>();
        private final Map<String, String> models = new HashMap<>();

        Names() {
            ToolTypeDescriptor.builtIn().forEach(one -> toolTypes.put(one.name(), "this build"));
            ProviderDescriptor.builtIn().stream()
                    .filter(one -> one.kind() == ProviderKind.LLM)
                    .forEach(one -> models.put(one.name(), "this build"));
        }

        void take(List<LoadedPlugin> brought) throws PluginFault {
            Map<String, String> newPlugins = new HashMap<>(plugins);
            Map<String, String> newTypes = new HashMap<>(toolTypes);
            Map<String, String> newModels = new HashMap<>(models);
            for (LoadedPlugin plugin : brought) {
                take(newPlugins, plugin.name(), plugin, "A plugin called ");
                for (LoadedToolType type : plugin.toolTypes()) {
                    take(newTypes, type.name(), plugin, "A tool type called ");
                }
                for (LoadedModel model : plugin.models()) {
                    take(newModels, model.name(), plugin, "A model called ");
                }
            }
            plugins.putAll(newPlugins);
            toolTypes.putAll(newTypes);
            models.putAll(newModels);
        }

        private static void take(Map<String, String> taken, String name, LoadedPlugin plugin, String what)
                throws PluginFault {
            String other = taken.putIfAbsent(name, plugin.file());
            if (other != null) {
                throw new PluginFault(what + "\"" + name + "\" is there already, in " + other
                        + ": give it another name, or remove one of the two.");
            }
        }
    }
}

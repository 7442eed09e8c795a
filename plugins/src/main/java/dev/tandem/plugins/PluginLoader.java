package dev.tandem.plugins;

import dev.tandem.plugin.ModelType;
import dev.tandem.plugin.TandemPlugin;
import dev.tandem.plugin.ToolType;
import java.io.IOException;
import java.net.MalformedURLException;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.jar.JarFile;
import java.util.stream.Stream;

/** Loads what one jar, or one folder of jars, brings. */
final class PluginLoader {

    private static final String SERVICE = "META-INF/services/" + TandemPlugin.class.getName();

    /** Messages of a plugin's exceptions are cut here. */
    private static final int LONGEST = 300;

    private final Duration limit;

    /** @param limit time that a plugin has to say what it brings; it is left out after that */
    PluginLoader(Duration limit) {
        this.limit = limit;
    }

    /**
     * Loads plugins.
     *
     * @param file a jar, or a folder whose jars are one plugin with its libraries
     * @throws PluginFault whatever goes wrong, errors of its code too
     */
    List<LoadedPlugin> load(Path file) throws PluginFault, InterruptedException {
        String name = String.valueOf(file.getFileName());
        PluginClassLoader loader = new PluginClassLoader(name, urls(file));
        FutureTask<List<LoadedPlugin>> loading = new FutureTask<>(() -> loaded(name, loader));
        Thread thread = Thread.ofPlatform().daemon().name("load " + name).unstarted(loading);
        thread.setContextClassLoader(loader);
        thread.start();
        boolean kept = false;
        try {
            List<LoadedPlugin> loaded = loading.get(limit.toMillis(), TimeUnit.MILLISECONDS);
            kept = true;
            return loaded;
        } catch (TimeoutException late) {
            throw new PluginFault(
                    "It did not say within " + limit.toSeconds()
                            + " s what it brings: its constructor or its names wait for"
                            + " something. Nothing may be waited for there.",
                    late);
        } catch (ExecutionException failed) {
            throw failed.getCause() instanceof PluginFault fault
                    ? fault
                    : new PluginFault("It cannot be loaded.", failed);
        } finally {
            if (!kept) {
                thread.interrupt();
                close(loader);
            }
        }
    }

    private static void close(PluginClassLoader loader) throws PluginFault {
        try {
            loader.close();
        } catch (IOException stuck) {
            throw new PluginFault(
                    "It cannot be used, and its jar cannot be closed: " + stuck.getMessage() + ".", stuck);
        }
    }

    private static List<URL> urls(Path file) throws PluginFault {
        try {
            List<URL> urls = new ArrayList<>();
            for (Path jar : Files.isDirectory(file) ? jars(file) : List.of(file)) {
                // A class loader passes a broken jar over without a word.
                new JarFile(jar.toFile()).close();
                urls.add(url(jar));
            }
            return urls;
        } catch (IOException broken) {
            throw new PluginFault("It is not a whole jar: " + broken.getMessage() + ". Copy it again.", broken);
        }
    }

    private static List<Path> jars(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(one -> one.toString().endsWith(".jar")).sorted().toList();
        }
    }

    private static URL url(Path jar) throws MalformedURLException {
        return jar.toUri().toURL();
    }

    /** Runs on a thread of its own, with all that is the plugin's code: what its exceptions say, too. */
    private static List<LoadedPlugin> loaded(String file, PluginClassLoader loader) throws PluginFault {
        try {
            return plugins(file, loader);
        } catch (Throwable thrown) {
            throw fault(thrown);
        }
    }

    private static List<LoadedPlugin> plugins(String file, PluginClassLoader loader) throws PluginFault {
        List<LoadedPlugin> plugins = new ArrayList<>();
        for (TandemPlugin plugin : ServiceLoader.load(TandemPlugin.class, loader)) {
            int api = plugin.api();
            if (api > TandemPlugin.API) {
                throw new PluginFault(
                        "It was written for version " + api + " of the plugin API, and this build has version "
                                + TandemPlugin.API + ": update Tandem, or install an older version of the plugin.");
            }
            if (api < 1) {
                throw new PluginFault("Its api() returns " + api + "; it must return TandemPlugin.API.");
            }
            String name = DescriptorReader.name("The plugin", plugin.name());
            List<LoadedToolType> types = new ArrayList<>();
            for (ToolType type : plugin.toolTypes()) {
                types.add(DescriptorReader.read(type));
            }
            List<LoadedModel> models = new ArrayList<>();
            for (ModelType model : plugin.models()) {
                models.add(DescriptorReader.read(model));
            }
            plugins.add(new LoadedPlugin(name, file, plugin, types, models, loader));
        }
        if (plugins.isEmpty()) {
            throw new PluginFault("It brings no plugin: its file " + SERVICE + " is missing or names no class.");
        }
        return plugins;
    }

    /** Says what went wrong. What the plugin threw may be an error that its own code made up. */
    private static PluginFault fault(Throwable thrown) {
        Throwable cause = thrown;
        while (cause instanceof ServiceConfigurationError && cause.getCause() != null) {
            cause = cause.getCause();
        }
        return switch (cause) {
            case PluginFault told -> told;
            case LinkageError lacking ->
                new PluginFault(
                        "It lacks a class or a method: " + text(lacking)
                                + ". A library belongs into its jar; a class of"
                                + " dev.tandem.plugin that is not there belongs to a newer version of the plugin API than"
                                + " " + TandemPlugin.API + ", which this build has.",
                        lacking);
            default -> new PluginFault("It cannot be loaded: " + text(cause) + ".", cause);
        };
    }

    /** Returns an error with its message, which is the plugin's own and may be anything, or may fail itself. */
    private static String text(Throwable thrown) {
        String name = thrown.getClass().getSimpleName();
        String message;
        try {
            message = Objects.requireNonNullElse(thrown.getMessage(), "");
        } catch (RuntimeException | StackOverflowError | LinkageError unspeakable) {
            message = "";
        }
        return message.isBlank() ? name : name + ": " + message.substring(0, Math.min(LONGEST, message.length()));
    }
}

package dev.tandem.plugins;

import dev.tandem.plugin.TandemPlugin;
import java.net.URL;
import java.net.URLClassLoader;
import java.util.List;

/**
 * Finds a plugin's classes in its own jars. Of this process it shows the JDK and the plugin API alone, so that a plugin
 * has its own version of every library, and never one of ours.
 */
final class PluginClassLoader extends URLClassLoader {

    static {
        registerAsParallelCapable();
    }

    PluginClassLoader(String file, List<URL> jars) {
        super("plugin " + file, jars.toArray(URL[]::new), new Api());
    }

    /** Shows the JDK and the plugin API. */
    private static final class Api extends ClassLoader {

        private static final String PACKAGE = TandemPlugin.class.getPackageName() + ".";

        static {
            registerAsParallelCapable();
        }

        Api() {
            super(ClassLoader.getPlatformClassLoader());
        }

        @Override
        protected Class<?> findClass(String name) throws ClassNotFoundException {
            if (name.startsWith(PACKAGE)) {
                return Class.forName(name, false, TandemPlugin.class.getClassLoader());
            }
            throw new ClassNotFoundException(name);
        }
    }
}

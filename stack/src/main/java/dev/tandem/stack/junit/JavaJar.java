package dev.tandem.stack.junit;

import java.io.IOException;
import java.io.OutputStream;
import java.io.StringWriter;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Predicate;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;

/** Makes a jar of Java sources, for tests that load code which was not there when they were compiled. */
public final class JavaJar {

    private final Map<String, String> sources = new LinkedHashMap<>();
    private final Map<String, String> resources = new LinkedHashMap<>();
    private Predicate<String> wanted = name -> true;

    /** @param name of the class, with its package */
    public JavaJar source(String name, String code) {
        sources.put(name, code);
        return this;
    }

    public JavaJar resource(String path, String text) {
        resources.put(path, text);
        return this;
    }

    /** Leaves a class out that others need: a jar that is not whole. */
    public JavaJar without(String name) {
        wanted = wanted.and(path -> !path.equals(name.replace('.', '/') + ".class"));
        return this;
    }

    /**
     * Writes the jar.
     *
     * @param classes what the sources are compiled against: a class of each jar or folder
     */
    public Path write(Path jar, Class<?>... classes) throws IOException {
        Path folder = Files.createTempDirectory("classes");
        if (!sources.isEmpty()) {
            compile(folder, classes);
        }
        try (OutputStream file = Files.newOutputStream(jar);
                JarOutputStream out = new JarOutputStream(file);
                Stream<Path> compiled = Files.walk(folder)) {
            for (Path one : compiled.filter(Files::isRegularFile).sorted().toList()) {
                String path = folder.relativize(one).toString();
                if (wanted.test(path)) {
                    add(out, path, Files.readAllBytes(one));
                }
            }
            for (Map.Entry<String, String> resource : resources.entrySet()) {
                add(out, resource.getKey(), resource.getValue().getBytes(StandardCharsets.UTF_8));
            }
        }
        return jar;
    }

    private static void add(JarOutputStream out, String path, byte[] content) throws IOException {
        out.putNextEntry(new JarEntry(path));
        out.write(content);
        out.closeEntry();
    }

    private void compile(Path folder, Class<?>... classes) {
        JavaCompiler compiler = Objects.requireNonNull(ToolProvider.getSystemJavaCompiler(), "a JDK runs tests");
        String classPath = String.join(
                java.io.File.pathSeparator,
                Stream.of(classes).map(JavaJar::location).toList());
        StringWriter said = new StringWriter();
        List<JavaFileObject> units =
                sources.entrySet().stream().map(JavaJar::unit).toList();
        boolean compiled = compiler.getTask(
                        said,
                        null,
                        null,
                        List.of("-d", folder.toString(), "-classpath", classPath, "-proc:none"),
                        null,
                        units)
                .call();
        if (!compiled) {
            throw new IllegalArgumentException(said.toString());
        }
    }

    private static String location(Class<?> one) {
        try {
            return Path.of(one.getProtectionDomain()
                            .getCodeSource()
                            .getLocation()
                            .toURI())
                    .toString();
        } catch (URISyntaxException unreadable) {
            throw new IllegalArgumentException(unreadable);
        }
    }

    private static JavaFileObject unit(Map.Entry<String, String> source) {
        URI uri = URI.create("string:///" + source.getKey().replace('.', '/') + ".java");
        return new SimpleJavaFileObject(uri, JavaFileObject.Kind.SOURCE) {
            @Override
            public CharSequence getCharContent(boolean ignoreEncodingErrors) {
                return source.getValue();
            }
        };
    }
}

package dev.tandem.plugins;

import dev.tandem.plugin.TandemPlugin;
import dev.tandem.stack.junit.JavaJar;
import java.io.IOException;
import java.nio.file.Path;

/** Sources of plugins, one class each, of which one thing can be wrong. */
record PluginJar(String name, String api, String constructor, String toolType, String schema, String members) {

    static final String SERVICE = "META-INF/services/dev.tandem.plugin.TandemPlugin";

    static PluginJar called(String name) {
        return new PluginJar(
                name, "return API;", "", "\"" + name + "_tool\"", "\"{\\\"type\\\": \\\"object\\\"}\"", "");
    }

    PluginJar api(String code) {
        return new PluginJar(name, code, constructor, toolType, schema, members);
    }

    PluginJar constructor(String code) {
        return new PluginJar(name, api, code, toolType, schema, members);
    }

    PluginJar toolType(String expression) {
        return new PluginJar(name, api, constructor, expression, schema, members);
    }

    PluginJar schema(String expression) {
        return new PluginJar(name, api, constructor, toolType, expression, members);
    }

    PluginJar members(String code) {
        return new PluginJar(name, api, constructor, toolType, schema, code);
    }

    JavaJar jar() {
        String code = """
                package acme;
                import dev.tandem.plugin.*;
                import java.util.*;
                public final class Acme implements TandemPlugin {
                    public Acme() throws Exception { CONSTRUCTOR }
                    public int api() { API }
                    public String name() { return "NAME"; }
                    public List<ToolType> toolTypes() {
                        return List.of(new ToolType() {
                            public String name() { return TOOL_TYPE; }
                            public String configSchema() { return SCHEMA; }
                            public ToolReply run(ToolInvocation invocation) { return ToolReply.of("yes"); }
                        });
                    }
                    MEMBERS
                }
                """.replace("CONSTRUCTOR", constructor)
                .replace("{ API }", "{ " + api + " }")
                .replace("NAME", name)
                .replace("TOOL_TYPE", toolType)
                .replace("SCHEMA", schema)
                .replace("MEMBERS", members);
        return new JavaJar().source("acme.Acme", code).resource(SERVICE, "acme.Acme\n");
    }

    Path in(Path folder) throws IOException {
        return jar().write(folder.resolve(name + ".jar"), TandemPlugin.class);
    }
}

package dev.tandem.workflows.graph;

import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.Set;
import java.util.TreeMap;

/** Every provider is known, takes its config and speaks the document's language. */
final class ProviderRule implements PublishGate.DocumentRule {

    private record Known(ProviderDescriptor descriptor, SchemaCheck schema) {}

    private final Map<ProviderKind, Map<String, Known>> providers = new EnumMap<>(ProviderKind.class);

    ProviderRule() {
        ServiceLoader.load(ProviderDescriptor.class, ProviderDescriptor.class.getClassLoader())
                .forEach(descriptor -> providers
                        .computeIfAbsent(descriptor.kind(), kind -> new TreeMap<>())
                        .put(descriptor.name(), new Known(descriptor, SchemaCheck.by(descriptor.configSchema()))));
    }

    @Override
    public void check(Place document, Problems problems) {
        String language = document.field("language").node().asString("en-US");
        document.field("agents").entries().forEach(agent -> {
            for (ProviderKind kind : ProviderKind.values()) {
                check(kind, agent.field(kind.field()), language, problems);
            }
        });
    }

    private void check(ProviderKind kind, Place config, String language, Problems problems) {
        String name = config.field("provider").node().asString(kind.standard());
        Map<String, Known> ofKind = providers.getOrDefault(kind, Map.of());
        Known known = ofKind.get(name);
        if (known == null) {
            problems.fault(
                    "unknown_provider",
                    config.field("provider").pointer(),
                    "This build has no " + kind.field() + " provider \"" + name + "\"; use "
                            + String.join(" or ", ofKind.keySet()) + ", or install the provider's jar.");
            return;
        }
        if (config.node().isObject()) {
            known.schema().check(config, "invalid_config", problems);
        }
        Place own = config.field("language");
        String spoken = own.node().asString(language);
        Set<String> languages = known.descriptor().languages();
        if (!languages.isEmpty()
                && !languages.contains(Locale.forLanguageTag(spoken).getLanguage())) {
            problems.fault(
                    "unsupported",
                    own.isPresent() ? own.pointer() : config.pointer(),
                    "The " + kind.field() + " provider \"" + name + "\" does not know \"" + spoken
                            + "\"; use another provider, or one of these languages: " + String.join(", ", languages)
                            + ".");
        }
    }
}

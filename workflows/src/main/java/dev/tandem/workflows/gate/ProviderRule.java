package dev.tandem.workflows.gate;

import dev.tandem.workflows.catalog.ProviderDescriptor;
import dev.tandem.workflows.catalog.SchemaCheck;
import dev.tandem.workflows.document.Place;
import dev.tandem.workflows.document.Problems;
import dev.tandem.workflows.graph.ProviderKind;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** Checks that every provider is known, accepts its config and speaks the document's language. */
final class ProviderRule implements PublishGate.DocumentRule {

    private record Known(ProviderDescriptor descriptor, SchemaCheck schema) {}

    private final Map<ProviderKind, Map<String, Known>> providers = new EnumMap<>(ProviderKind.class);

    ProviderRule() {
        ProviderDescriptor.installed()
                .forEach(descriptor -> providers
                        .computeIfAbsent(descriptor.kind(), kind -> new TreeMap<>())
                        .put(descriptor.name(), new Known(descriptor, SchemaCheck.by(descriptor.configSchema()))));
    }

    @Override
    public void check(Place document, Problems problems) {
        String language = document.field("language").node().asString("en-US");
        document.field("agents").entries().forEach(agent -> {
            for (ProviderKind kind : ProviderKind.values()) {
                Place config = agent.field(kind.field());
                check(kind, config, language, problems);
                checkFallbacks(kind, config.field("fallbacks"), language, problems);
            }
        });
    }

    private void checkFallbacks(ProviderKind kind, Place fallbacks, String language, Problems problems) {
        fallbacks.entries().forEach(fallback -> {
            if (fallback.node().isObject()
                    && fallback.field("provider").node().isString()
                    && !fallback.field("fallbacks").isPresent()) {
                check(kind, fallback, language, problems);
            } else {
                problems.fault(
                        "invalid_fallback",
                        fallback.pointer(),
                        "A fallback is an object that names its provider and has no fallbacks of its own; list them one"
                                + " after the other.");
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
        checkVoice(kind, known.descriptor(), config.field("voice_id"), problems);
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

    private static void checkVoice(ProviderKind kind, ProviderDescriptor provider, Place voice, Problems problems) {
        if (kind == ProviderKind.TTS
                && voice.node().isString()
                && provider.namesModel(voice.node().stringValue())) {
            problems.warning(
                    "voice_is_model",
                    voice.pointer(),
                    "\"" + voice.node().stringValue() + "\" is a model of \"" + provider.name()
                            + "\", and is read as model; the voice is the provider's default. Write it as model, and say"
                            + " a voice.");
        }
    }
}

package dev.tandem.workers.live;

import dev.tandem.workers.audio.Pacer;
import dev.tandem.workers.llm.LanguageModels;
import dev.tandem.workers.metrics.Meters;
import dev.tandem.workers.speak.SpokenAhead;
import dev.tandem.workers.speech.Speech;
import dev.tandem.workers.speech.SpeechException;
import dev.tandem.workers.speech.SpeechToText;
import dev.tandem.workers.speech.TextToSpeech;
import dev.tandem.workers.speech.written.WrittenSpeech;
import dev.tandem.workers.workspace.UnavailableVariableException;
import dev.tandem.workers.workspace.Vault;
import dev.tandem.workflows.graph.ProviderConfig;
import dev.tandem.workflows.workspace.WorkspaceValues;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Holds what the sessions of a process share.
 *
 * @param ahead has the phrase {@code hold} synthesised before it is needed
 */
public record SessionParts(
        Speech speech,
        LanguageModels models,
        Pacer pacer,
        Vault vault,
        Meters meters,
        CallLimits limits,
        SpokenAhead ahead) {

    /** Creates the parts of sessions whose metrics nobody reads. */
    public SessionParts(Speech speech, LanguageModels models, Pacer pacer, Vault vault) {
        this(speech, models, pacer, vault, Meters.unread());
    }

    /** Creates the parts of sessions with the usual limits, which synthesise nothing ahead. */
    public SessionParts(Speech speech, LanguageModels models, Pacer pacer, Vault vault, Meters meters) {
        this(speech, models, pacer, vault, meters, CallLimits.DEFAULT, SpokenAhead.NOTHING);
    }

    /** Returns the same parts for chats. */
    public SessionParts inWriting() {
        return new SessionParts(
                new Speech(WrittenSpeech.standingIn(speech.names())),
                models,
                pacer,
                vault,
                meters,
                limits,
                SpokenAhead.NOTHING);
    }

    /** @throws SpeechException if a workspace variable that the config names is not available */
    SpeechToText ears(ProviderConfig stt, WorkspaceValues workspace) {
        return speech.speechToText(filled(stt, workspace));
    }

    /**
     * Opens a voice.
     *
     * @param language of the document, for configs that say none
     * @throws SpeechException if a workspace variable that the config names is not available
     */
    TextToSpeech voice(ProviderConfig tts, WorkspaceValues workspace, String language) {
        return speech.textToSpeech(filled(speaking(tts, language), workspace));
    }

    private static ProviderConfig speaking(ProviderConfig tts, String language) {
        JsonNode config = tts.config().deepCopy();
        Stream.concat(Stream.of(config), config.path("fallbacks").values().stream())
                .filter(one -> !one.has("language"))
                .forEach(one -> {
                    if (one instanceof ObjectNode object) {
                        object.put("language", language);
                    }
                });
        return new ProviderConfig(tts.name(), config);
    }

    private ProviderConfig filled(ProviderConfig provider, WorkspaceValues workspace) {
        try {
            return new ProviderConfig(provider.name(), vault.of(workspace).filled(provider.config()));
        } catch (UnavailableVariableException missing) {
            throw new SpeechException(String.valueOf(missing.getMessage()), false);
        }
    }
}

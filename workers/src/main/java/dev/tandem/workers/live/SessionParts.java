package dev.tandem.workers.live;

import dev.tandem.workers.audio.Pacer;
import dev.tandem.workers.llm.LanguageModels;
import dev.tandem.workers.metrics.Meters;
import dev.tandem.workers.speech.Speech;
import dev.tandem.workers.speech.SpeechException;
import dev.tandem.workers.speech.SpeechToText;
import dev.tandem.workers.speech.TextToSpeech;
import dev.tandem.workers.speech.written.WrittenSpeech;
import dev.tandem.workers.workspace.UnavailableVariableException;
import dev.tandem.workers.workspace.Vault;
import dev.tandem.workflows.graph.ProviderConfig;
import dev.tandem.workflows.workspace.WorkspaceValues;

/** Holds what the sessions of a process share. */
public record SessionParts(
        Speech speech, LanguageModels models, Pacer pacer, Vault vault, Meters meters, CallLimits limits) {

    /** Creates the parts of sessions whose metrics nobody reads. */
    public SessionParts(Speech speech, LanguageModels models, Pacer pacer, Vault vault) {
        this(speech, models, pacer, vault, Meters.unread());
    }

    /** Creates the parts of sessions with the usual limits. */
    public SessionParts(Speech speech, LanguageModels models, Pacer pacer, Vault vault, Meters meters) {
        this(speech, models, pacer, vault, meters, CallLimits.DEFAULT);
    }

    /** Returns the same parts for chats. */
    public SessionParts inWriting() {
        return new SessionParts(
                new Speech(WrittenSpeech.standingIn(speech.names())), models, pacer, vault, meters, limits);
    }

    /** @throws SpeechException if a workspace variable that the config names is not available */
    SpeechToText ears(ProviderConfig stt, WorkspaceValues workspace) {
        return speech.speechToText(filled(stt, workspace));
    }

    /** @throws SpeechException if a workspace variable that the config names is not available */
    TextToSpeech voice(ProviderConfig tts, WorkspaceValues workspace) {
        return speech.textToSpeech(filled(tts, workspace));
    }

    private ProviderConfig filled(ProviderConfig provider, WorkspaceValues workspace) {
        try {
            return new ProviderConfig(provider.name(), vault.of(workspace).filled(provider.config()));
        } catch (UnavailableVariableException missing) {
            throw new SpeechException(String.valueOf(missing.getMessage()), false);
        }
    }
}

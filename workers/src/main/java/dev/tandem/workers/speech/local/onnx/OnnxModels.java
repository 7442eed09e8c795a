package dev.tandem.workers.speech.local.onnx;

import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import ai.onnxruntime.OrtSession.SessionOptions;
import dev.tandem.workers.parts.OnnxLibrary;
import dev.tandem.workers.parts.OnnxTelemetry;
import dev.tandem.workers.parts.Parts;
import dev.tandem.workers.speech.SpeechException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.GZIPInputStream;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Opens model files, and owns the sessions that are made of them. */
public final class OnnxModels implements AutoCloseable {

    static {
        OnnxTelemetry.off();
        OnnxLibrary.fromParts();
        EnvironmentHold.keep();
    }

    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final Path parts;
    private final OrtEnvironment environment = OrtEnvironment.getEnvironment();
    private final List<OrtSession> sessions = new ArrayList<>();

    public OnnxModels(Path parts) {
        this.parts = parts;
    }

    /**
     * Opens a session. A run uses one thread and does not spin: calls run side by side, and a spinning pool would take
     * the processor from the audio loop.
     */
    public OrtSession session(String file) {
        Path path = path(file);
        try (SessionOptions options = new SessionOptions()) {
            options.setIntraOpNumThreads(1);
            options.setInterOpNumThreads(1);
            options.addConfigEntry("session.intra_op.allow_spinning", "0");
            OrtSession session = environment.createSession(path.toString(), options);
            sessions.add(session);
            return session;
        } catch (OrtException e) {
            throw unreadable(file, e);
        }
    }

    public byte[] bytes(String file) {
        try {
            return Files.readAllBytes(path(file));
        } catch (IOException e) {
            throw unreadable(file, e);
        }
    }

    /** Reads JSON, which is unpacked if the file's name ends in {@code .gz}. */
    public JsonNode json(String file) {
        try (InputStream raw = Files.newInputStream(path(file));
                InputStream in = file.endsWith(".gz") ? new GZIPInputStream(raw) : raw) {
            return JSON.readTree(in);
        } catch (IOException | JacksonException e) {
            throw unreadable(file, e);
        }
    }

    private Path path(String file) {
        try {
            return Parts.file(parts, file);
        } catch (IllegalStateException missing) {
            throw new SpeechException(String.valueOf(missing.getMessage()), false, missing);
        }
    }

    private static SpeechException unreadable(String file, Exception cause) {
        return new SpeechException(
                "Part " + file + " cannot be read (" + cause.getMessage() + "): fetch it again with `make parts`.",
                false,
                cause);
    }

    @Override
    public void close() {
        for (OrtSession session : sessions) {
            try {
                session.close();
            } catch (OrtException e) {
                throw new SpeechException("A model's session could not be closed.", false, e);
            }
        }
        sessions.clear();
    }
}

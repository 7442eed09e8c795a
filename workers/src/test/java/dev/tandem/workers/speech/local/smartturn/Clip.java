package dev.tandem.workers.speech.local.smartturn;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;
import java.util.Objects;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * A recording, and what the authors' own code makes of it.
 *
 * @param finished the probability that the speaker has finished
 * @param mean of all features
 * @param features some of them, as [band, frame, value]
 */
record Clip(String file, double finished, double mean, List<double[]> features) {

    /** Bytes before the samples in a WAV file of one channel that has no other chunks. */
    private static final int HEADER = 44;

    static List<Clip> all() {
        JsonNode reference = JsonMapper.shared().readTree(bytes("reference.json"));
        return reference.path("clips").valueStream().map(Clip::of).toList();
    }

    private static Clip of(JsonNode clip) {
        return new Clip(
                clip.path("file").asString(),
                clip.path("finished").asDouble(),
                clip.path("mean").asDouble(),
                clip.path("features")
                        .valueStream()
                        .map(one -> one.valueStream()
                                .mapToDouble(JsonNode::asDouble)
                                .toArray())
                        .toList());
    }

    short[] samples() {
        byte[] bytes = bytes(file);
        short[] samples = new short[(bytes.length - HEADER) / Short.BYTES];
        ByteBuffer.wrap(bytes)
                .order(ByteOrder.LITTLE_ENDIAN)
                .position(HEADER)
                .asShortBuffer()
                .get(samples);
        return samples;
    }

    private static byte[] bytes(String name) {
        try (InputStream in = Objects.requireNonNull(Clip.class.getResourceAsStream(name))) {
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public String toString() {
        return file;
    }
}

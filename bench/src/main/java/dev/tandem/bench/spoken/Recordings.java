package dev.tandem.bench.spoken;

import dev.tandem.bench.measure.BenchmarkFailure;
import dev.tandem.workers.audio.Resampler;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;

/** Recordings of a person, of which {@code recordings.tsv} has the hashes. They lie in the folder {@code RECORDINGS}. */
record Recordings(List<float[]> whole, List<float[]> open) {

    private static final int RIFF = 12;

    /** {@code data}, as it stands in a WAV file. */
    private static final int DATA = 0x61746164;

    private static final int FROM = 8_000;

    Recordings {
        whole = List.copyOf(whole);
        open = List.copyOf(open);
    }

    /** @throws BenchmarkFailure if a file is missing or another one than the list says */
    static Recordings in(Path folder) throws IOException {
        List<float[]> whole = new ArrayList<>();
        List<float[]> open = new ArrayList<>();
        for (String line : list().lines().filter(one -> !one.startsWith("#")).toList()) {
            String[] fields = line.split("\t", -1);
            Path file = folder.resolve(fields[0]);
            if (!Files.isReadable(file)) {
                throw new BenchmarkFailure("RECORDINGS has no " + fields[0] + ": unpack the package that recordings.tsv"
                        + " names, and give the folder with its files.");
            }
            byte[] bytes = Files.readAllBytes(file);
            if (!sha256(bytes).equals(fields[1])) {
                throw new BenchmarkFailure(fields[0] + " is not the recording that recordings.tsv lists.");
            }
            (fields[2].equals("whole") ? whole : open).add(samples(bytes));
        }
        return new Recordings(whole, open);
    }

    private static String list() throws IOException {
        try (InputStream in = Objects.requireNonNull(Recordings.class.getResourceAsStream("recordings.tsv"))) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private static String sha256(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every Java has SHA-256", impossible);
        }
    }

    private static float[] samples(byte[] wav) {
        ByteBuffer in = ByteBuffer.wrap(wav).order(ByteOrder.LITTLE_ENDIAN).position(RIFF);
        while (in.getInt() != DATA) {
            int size = in.getInt();
            in.position(in.position() + size);
        }
        float[] samples = new float[in.getInt() / Short.BYTES];
        for (int i = 0; i < samples.length; i++) {
            samples[i] = in.getShort() / 32_768f;
        }
        return new Resampler(FROM, Clip.RATE).resample(samples);
    }
}

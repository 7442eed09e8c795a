package dev.tandem.workers.speech.local.moonshine;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;

/** Moonshine's vocabulary: the bytes of each token, in order. Parts of a character may be tokens of their own. */
record MoonshineTokens(List<byte[]> vocabulary) {

    /** The character that stands for a space in a SentencePiece vocabulary. */
    private static final char SPACE = '\u2581';

    private static final Pattern CONTROL = Pattern.compile("<<ST_\\d+>>");

    /** Reads {@code tokenizer.bin}: each token's length, in one byte below 128, else in two, then its bytes. */
    static MoonshineTokens parse(byte[] file) {
        List<byte[]> vocabulary = new ArrayList<>();
        int at = 0;
        while (at < file.length) {
            int length = Byte.toUnsignedInt(file[at++]);
            if (length >= 128) {
                length = Byte.toUnsignedInt(file[at++]) * 128 + length - 128;
            }
            vocabulary.add(Arrays.copyOfRange(file, at, at + length));
            at += length;
        }
        return new MoonshineTokens(List.copyOf(vocabulary));
    }

    String text(int[] tokens) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        for (int token : tokens) {
            bytes.writeBytes(vocabulary.get(token));
        }
        String text = bytes.toString(StandardCharsets.UTF_8).replace(SPACE, ' ');
        return CONTROL.matcher(text).replaceAll("").strip();
    }
}
